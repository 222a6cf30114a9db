"""Operations over WebSockets, by the protocol graphql-transport-ws."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from ariadne.asgi.handlers.graphql_transport_ws import ClientContext
from graphql import GraphQLError
from starlette.websockets import WebSocketDisconnect, WebSocketState

from graphwright.engine.ariadne_subscriptions import CompiledTransportWSHandler
from graphwright.runtime import format_error
from kernelgraph.subscriptions.connection import Connection
from kernelgraph.subscriptions.credentials import keep_credentials
from kernelgraph.subscriptions.errors import TooManyOperations, TooManyStreams

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime

    from starlette.websockets import WebSocket

    from kernelgraph.context import RequestContext
    from kernelgraph.subscriptions.open_streams import OpenStreams

PROTOCOL: Final = "graphql-transport-ws"

_GOING_AWAY: Final = 1001
_TRY_AGAIN_LATER: Final = 1013
_BAD_MESSAGE: Final = 4400
# With this code clients of the protocol get a new token and come back; at 4401 they give up.
_EXPIRED: Final = 4403
_NO_PROTOCOL: Final = 4406
_EXPIRY: Final = "expiry"


class WebSocketHandler(CompiledTransportWSHandler):
    """Keeps the sockets known as open streams, and closes those that speak nonsense."""

    def __init__(self, streams: OpenStreams) -> None:
        base: Any = super()
        base.__init__(
            on_connect=keep_credentials,
            connection_init_wait_timeout=timedelta(seconds=streams.limits.init_timeout),
        )
        self._streams = streams

    async def handle_websocket(self, websocket: WebSocket) -> None:
        """Serve a connection until it ends, and leave nothing of it behind."""
        if PROTOCOL not in websocket.scope.get("subprotocols", ()):
            await websocket.accept()
            await websocket.close(_NO_PROTOCOL, f"the subprotocol must be {PROTOCOL}")
            return
        await websocket.accept(PROTOCOL)
        connection = Connection.of(websocket.scope)
        connection.expect_slow_reader(self._streams.limits.patience)
        try:
            with self._streams.kept(partial(_close, websocket, _GOING_AWAY), connection):
                await self._serve(websocket)
        except TooManyStreams as error:
            await _close(websocket, _TRY_AGAIN_LATER, str(error))

    async def _serve(self, websocket: WebSocket) -> None:
        client = ClientContext()
        timeout = asyncio.create_task(self.handle_connection_init_timeout(websocket, client))
        try:
            with suppress(WebSocketDisconnect):
                while websocket.application_state is WebSocketState.CONNECTED:
                    await self._take(websocket, client)
        finally:
            timeout.cancel()
            if expiry := getattr(websocket.state, _EXPIRY, None):
                expiry.cancel()
            for operation_id in list(client.operations):
                await self.stop_websocket_operation(websocket, operation_id, client)

    async def _take(self, websocket: WebSocket, client: ClientContext) -> None:
        handler: Any = self
        try:
            message = _checked(await websocket.receive_json())
            if self._is_one_too_many(message, client):
                error = TooManyOperations(self._streams.limits.operations)
                await websocket.send_json(_refusal(message, error))
            else:
                await handler.handle_websocket_message(websocket, message, client)
        except (ValueError, KeyError, GraphQLError):
            await _close(websocket, _BAD_MESSAGE)

    def _is_one_too_many(self, message: dict[str, Any], client: ClientContext) -> bool:
        return (
            message.get("type") == self.GQL_SUBSCRIBE
            and len(client.operations) >= self._streams.limits.operations
            and message["id"] not in client.operations
        )

    async def handle_websocket_connection_init_message(
        self, websocket: WebSocket, message: dict[Any, Any], client_context: ClientContext
    ) -> None:
        """Acknowledge the connection, and watch the token that it has brought."""
        base: Any = super()
        await base.handle_websocket_connection_init_message(websocket, message, client_context)
        if client_context.connection_acknowledged:
            await self.get_context_for_request(websocket, {})

    async def get_context_for_request(self, request: Any, data: Any) -> RequestContext:
        """The context of an operation; the socket is closed once its token has expired."""
        base: Any = super()
        context: RequestContext = await base.get_context_for_request(request, data)
        if context.expires_at is not None and not hasattr(request.state, _EXPIRY):
            closing = self._close_at(request, context.expires_at)
            setattr(request.state, _EXPIRY, asyncio.create_task(closing))
        return context

    async def _close_at(self, websocket: WebSocket, moment: datetime) -> None:
        await self._streams.clock.until(moment)
        await _close(websocket, _EXPIRED, "the token has expired")

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


def _refusal(message: dict[str, Any], error: GraphQLError) -> dict[str, Any]:
    """What answers an operation that is not begun."""
    return {"type": "error", "id": message["id"], "payload": [format_error(error)]}


async def _close(websocket: WebSocket, code: int, reason: str | None = None) -> None:
    # It may have been closed from the other side, or from this, in the meantime.
    with suppress(RuntimeError, WebSocketDisconnect):
        await websocket.close(code, reason)
