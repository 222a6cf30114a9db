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
        """Buffer nothing that can wait, and give up on a reader that takes nothing for so long.

        Left to themselves the buffers hold megabytes, which is an hour of old states to a reader
        that pauses, and the connection of one that has stopped reading is kept for ever.
        """
        if self._transport is None:
            return
        self._transport.set_write_buffer_limits(high=0)
        options = {"TCP_NOTSENT_LOWAT": 1, "TCP_USER_TIMEOUT": round(patience * 1000)}
        for name, value in options.items():
            # Not every system has both, not every socket is TCP's, and it may be closed already.
            with suppress(AttributeError, OSError):
                connected = self._transport.get_extra_info("socket")
                connected.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)

    @property
    def unsent(self) -> int:
        """How many bytes wait for the reader to take those before them."""
        return 0 if self._transport is None else self._transport.get_write_buffer_size()

    def abort(self) -> None:
        """End it at once, with what has not been sent."""
        if self._transport is not None:
            self._transport.abort()
