"""Operations over server-sent events: one request a stream, as graphql-sse has it."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from ariadne.asgi.handlers import GraphQLHTTPHandler
from ariadne.exceptions import HttpError
from ariadne.utils import get_operation_type
from graphql import GraphQLError
from graphql.language import OperationType
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from .ariadne_subscriptions import open_subscription, reported
from .response import json_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from graphql.language import DocumentNode
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    Results = AsyncGenerator[dict[str, Any]]

PING_INTERVAL: Final = 15.0
"""For how many seconds a stream may be silent; proxies take longer silences for the end."""

_ariadne: Any = import_module("ariadne.graphql")
_EVENTS: Final = "text/event-stream"
_PING: Final = b":\n\n"
_COMPLETE: Final = b"event: complete\ndata:\n\n"
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class EventStreamHTTPHandler(GraphQLHTTPHandler):
    """Answers with events whoever accepts them, and all others as Ariadne's handler does.

    Handlers of subscriptions that the application has of its own take precedence.
    """

    async def handle_request_override(self, request: Request) -> Response | None:
        """The stream of events, if that is what the request is for."""
        is_ours = request.method == "POST" and not self.subscription_handlers
        if not is_ours or not _accepts_events(request):
            return None
        try:
            data = await self.extract_data_from_request(request)
            _ariadne.validate_data(data)
        except HttpError as error:
            return PlainTextResponse(error.message or error.status, status_code=400)
        except GraphQLError as error:
            return await self.create_json_response(request, self.failed(error), success=False)
        context_value = await self.get_context_for_request(request, data)
        return self.stream(self._results(request, data, context_value), context_value)

    def stream(self, results: Results, context_value: Any) -> Response:
        """The response that sends the results of a request with this context."""
        return EventStream(results)

    def failed(self, error: GraphQLError) -> dict[str, Any]:
        """The result of an operation that has failed as a whole."""
        return {"errors": reported(self, [error])}

    async def _results(self, request: Request, data: dict[str, Any], context_value: Any) -> Results:
        """The results of the operation, errors included."""
        try:
            document = _ariadne.parse_query(context_value, self.query_parser, data)
            kind = get_operation_type(document, data.get("operationName"))
        except GraphQLError as error:
            yield self.failed(error)
            return
        if kind is not OperationType.SUBSCRIPTION:
            _, result = await self.execute_graphql_query(
                request, data, context_value=context_value, query_document=document
            )
            yield result
            return
        async with aclosing(self._subscribed(data, context_value, document)) as results:
            async for result in results:
                yield result

    async def _subscribed(
        self, data: dict[str, Any], context_value: Any, document: DocumentNode
    ) -> Results:
        is_open, results = await open_subscription(self, data, context_value, document)
        if not is_open:
            yield {"errors": results}
            return
        async with aclosing(results):
            try:
                async for each in results:
                    errors = {"errors": reported(self, each.errors)} if each.errors else {}
                    yield {"data": each.data, **errors}
            except Exception as error:
                # The source of the events has failed; the formatter tells what clients may know.
                yield self.failed(GraphQLError(str(error), original_error=error))


class EventStream(Response):
    """The results of an operation as events, with pings while there is none.

    It ends with the results, or with `until`; what comes of that, if anything, is the last result.
    """

    def __init__(
        self,
        results: Results,
        until: asyncio.Future[dict[str, Any] | None] | None = None,
        ping_interval: float = PING_INTERVAL,
    ) -> None:
        super().__init__()
        self._results = results
        self._until = until
        self._ping_interval = ping_interval

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events, and leave nothing of the operation behind."""
        try:
            async with aclosing(self._events()) as events:
                response = StreamingResponse(events, media_type=_EVENTS, headers=_HEADERS)
                await response(scope, receive, send)
        finally:
            await self._results.aclose()

    async def _events(self) -> AsyncGenerator[bytes]:
        until = self._until or asyncio.get_running_loop().create_future()
        step: asyncio.Future[dict[str, Any] | None] | None = None
        try:
            is_last = False
            while not is_last:
                # Nothing, but it is taken only once the reader has room for more.
                yield b""
                step = asyncio.ensure_future(anext(self._results, None))
                while not await _any_done({until, step}, self._ping_interval):
                    yield _PING
                is_last = until.done()
                result = until.result() if is_last else step.result()
                if result is None:
                    break
                yield b"event: next\ndata: %b\n\n" % json_of(result)
            yield _COMPLETE
        finally:
            await _cancelled(until, *(() if step is None else (step,)))


def _accepts_events(request: Request) -> bool:
    accepted = request.headers.get("Accept", "").split(",")
    return any(each.partition(";")[0].strip().lower() == _EVENTS for each in accepted)


async def _any_done(tasks: set[asyncio.Future[Any]], seconds: float) -> bool:
    done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    return bool(done)


async def _cancelled(*tasks: asyncio.Future[Any]) -> None:
    """Cancel the tasks, and wait for what they still do thereupon."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
