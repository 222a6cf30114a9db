"""Operations over server-sent events: one request a stream, as graphql-sse has it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import PlainTextResponse, Response

from graphwright.engine.ariadne_events import EventStream, EventStreamHTTPHandler
from graphwright.runtime import Unauthenticated, format_error
from kernelgraph.graphql_http import JsonHandler
from kernelgraph.subscriptions.connection import Connection
from kernelgraph.subscriptions.errors import TooManyStreams

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime

    from starlette.types import Receive, Scope, Send

    from kernelgraph.context import RequestContext
    from kernelgraph.subscriptions.open_streams import OpenStreams

_RETRY: Final = {"Retry-After": "5"}


class EventStreamHandler(JsonHandler, EventStreamHTTPHandler):
    """Takes operations as JSON; answers with events whoever accepts them, else with JSON."""

    def __init__(self, streams: OpenStreams) -> None:
        base: Any = super()
        base.__init__()
        self._streams = streams

    def stream(
        self, results: AsyncGenerator[dict[str, Any]], context_value: RequestContext
    ) -> Response:
        """The results of an operation as events, until they, the token or the server end."""
        return _KeptStream(results, self._streams, context_value.expires_at)


class _KeptStream(Response):
    """An event stream that counts among the open ones."""

    def __init__(
        self,
        results: AsyncGenerator[dict[str, Any]],
        streams: OpenStreams,
        expires_at: datetime | None,
    ) -> None:
        super().__init__()
        self._results = results
        self._streams = streams
        self._expires_at = expires_at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events; 503 if there are too many streams."""
        connection = Connection.of(scope)
        ending: asyncio.Future[dict[str, Any] | None] = asyncio.get_running_loop().create_future()

        async def end() -> None:
            _settle(ending, None)

        limits = self._streams.limits
        try:
            with self._streams.kept(end, connection):
                connection.expect_slow_reader(limits.patience)
                expiry = asyncio.ensure_future(self._expire(ending))
                try:
                    stream = EventStream(self._results, ending, limits.ping_interval)
                    await stream(scope, receive, send)
                finally:
                    expiry.cancel()
        except TooManyStreams as error:
            await self._results.aclose()
            refusal = PlainTextResponse(str(error), status_code=503, headers=_RETRY)
            await refusal(scope, receive, send)

    async def _expire(self, ending: asyncio.Future[dict[str, Any] | None]) -> None:
        """End the stream when the token expires, if it does."""
        if self._expires_at is not None:
            await self._streams.clock.until(self._expires_at)
            expired = Unauthenticated("the token has expired")
            _settle(ending, {"errors": [format_error(expired)]})


def _settle(
    ending: asyncio.Future[dict[str, Any] | None], last_result: dict[str, Any] | None
) -> None:
    """End a stream, unless it has been ended already."""
    if not ending.done():
        ending.set_result(last_result)
