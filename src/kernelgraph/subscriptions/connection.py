"""The connection that carries a stream, as far as the server hands it to the application."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import Scope

TRANSPORT: Final = "kernelgraph.transport"
"""The entry of the scope's state under which the server hands over the transport."""

_UNSENT_BYTES: Final = 16_384


class Connection:
    """The transport of a stream; one that the server keeps to itself is left as it is."""

    def __init__(self, transport: asyncio.Transport | None) -> None:
        self._transport = transport

    @classmethod
    def of(cls, scope: Scope) -> Connection:
        """The connection that the scope belongs to."""
        found = scope.get("state", {}).get(TRANSPORT)
        return cls(found if isinstance(found, asyncio.Transport) else None)

    def expect_slow_reader(self, patience: float) -> None:
        """Keep little in the buffers, and give up on a reader that takes nothing for so long.

        The kernel would buffer megabytes, which is an hour of old states to a reader that pauses,
        and would keep the connection of one that has stopped reading for ever.
        """
        found = None if self._transport is None else self._transport.get_extra_info("socket")
        if found is None or found.family not in {socket.AF_INET, socket.AF_INET6}:
            return
        options = {"TCP_NOTSENT_LOWAT": _UNSENT_BYTES, "TCP_USER_TIMEOUT": round(patience * 1000)}
        for name, value in options.items():
            # Not every system has both, and a connection may be gone already.
            with suppress(AttributeError, OSError):
                found.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)

    def abort(self) -> None:
        """End it at once, with what has not been sent."""
        if self._transport is not None:
            self._transport.abort()
