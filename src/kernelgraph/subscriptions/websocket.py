"""Operations over WebSockets, by the protocol graphql-transport-ws."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from ariadne.asgi.handlers.graphql_transport_ws import ClientContext
from graphql import GraphQLError
from starlette.websockets import WebSocketDisconnect

from graphwright.engine.ariadne_subscriptions import CompiledTransportWSHandler
from kernelgraph.subscriptions.credentials import keep_credentials

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.websockets import WebSocket

    from kernelgraph.subscriptions.open_streams import OpenStreams

PROTOCOL: Final = "graphql-transport-ws"

_GOING_AWAY: Final = 1001
_BAD_MESSAGE: Final = 4400
_NO_PROTOCOL: Final = 4406
_INIT_TIMEOUT: Final = timedelta(seconds=10)


class WebSocketHandler(CompiledTransportWSHandler):
    """Keeps the sockets known as open streams, and closes those that speak nonsense."""

    def __init__(self, streams: OpenStreams) -> None:
        base: Any = super()
        base.__init__(on_connect=keep_credentials, connection_init_wait_timeout=_INIT_TIMEOUT)
        self._streams = streams

    async def handle_websocket(self, websocket: WebSocket) -> None:
        """Serve a connection until it ends, and leave nothing of it behind."""
        if PROTOCOL not in websocket.scope.get("subprotocols", ()):
            await websocket.accept()
            await websocket.close(_NO_PROTOCOL)
            return
        await websocket.accept(PROTOCOL)
        client = ClientContext()
        timeout = asyncio.create_task(self.handle_connection_init_timeout(websocket, client))
        try:
            with self._streams.kept(partial(_close, websocket, _GOING_AWAY)):
                await self._serve(websocket, client)
        finally:
            timeout.cancel()
            for operation_id in list(client.operations):
                await self.stop_websocket_operation(websocket, operation_id, client)

    async def _serve(self, websocket: WebSocket, client: ClientContext) -> None:
        handler: Any = self
        with suppress(WebSocketDisconnect):
            while True:
                try:
                    message = _checked(await websocket.receive_json())
                    await handler.handle_websocket_message(websocket, message, client)
                except (ValueError, KeyError, GraphQLError):
                    await _close(websocket, _BAD_MESSAGE)

    async def observe_async_results(
        self,
        websocket: WebSocket,
        results_producer: AsyncGenerator[Any],
        operation_id: str,
        client_context: ClientContext,
    ) -> None:
        """Send the results of an operation until it ends or nobody can be sent to any more."""
        # What the operation itself raises is sent; only the sending raises here.
        base: Any = super()
        with suppress(WebSocketDisconnect, RuntimeError):
            await base.observe_async_results(
                websocket, results_producer, operation_id, client_context
            )


def _checked(message: object) -> dict[str, Any]:
    """The message; ValueError if the protocol knows none like it."""
    if not isinstance(message, dict):
        raise ValueError("a message is an object")
    found = cast("dict[str, Any]", message)
    if found.get("type") == "subscribe" and not (
        isinstance(found.get("id"), str) and isinstance(found.get("payload"), dict)
    ):
        raise ValueError("a subscription has an id and a payload")
    return found


async def _close(websocket: WebSocket, code: int) -> None:
    # It may have been closed from the other side, or from this, in the meantime.
    with suppress(RuntimeError, WebSocketDisconnect):
        await websocket.close(code)
