"""The process that listens: uvicorn on a socket that is open before anything is announced."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from kernelgraph.errors import AddressInUse
from kernelgraph.http_protocol import Http

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp

    from kernelgraph.settings import Settings

_BACKLOG: Final = 2048


class Server:
    """An application at an address; raises AddressInUse when it cannot have the address.

    `hang_up` ends its streams.
    """

    def __init__(
        self, app: ASGIApp, settings: Settings, hang_up: Callable[[], Awaitable[None]]
    ) -> None:
        self._socket = _listen(settings.host, settings.port)
        self._server = _Uvicorn(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                access_log=settings.log_level == "debug",
                # The command has set up logging; uvicorn only adds to it what is amiss.
                log_config=None,
                log_level="debug" if settings.log_level == "debug" else "warning",
                lifespan="on",
                http=Http,
                ws=_WebSocket,
                ws_max_size=settings.maximum_message_bytes,
            ),
            hang_up,
        )
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        self.url = f"http://{host}:{self._socket.getsockname()[1]}/graphql"

    async def run(self) -> None:
        """Serve until interrupted; then end the streams, finish the requests and stop."""
        await self._server.serve(sockets=[self._socket])

    def stop(self) -> None:
        """Begin to stop, as an interrupt does."""
        self._server.should_exit = True


class _Uvicorn(uvicorn.Server):
    """Ends the streams before it waits for the connections, which would wait for them."""

    def __init__(self, config: uvicorn.Config, hang_up: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._hang_up = hang_up

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._hang_up()
        await super().shutdown(sockets)


class _WebSocket(WebSocketsSansIOProtocol):
    """Has sent a message only when the reader has room for another.

    So the state that a slow reader gets next is not computed while it does not read.
    """

    async def send(self, message: Any) -> None:
        await super().send(message)
        await self.writable.wait()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
        # Connections inherit it. asyncio sets it only where a socket says that it speaks TCP, and
        # without it the body of a small answer waits 40 ms for the client to confirm its head.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        raise AddressInUse(
            f"cannot listen at {host} port {port} ({error.strerror or error}):"
            " choose another address with --host and --port"
        ) from error
