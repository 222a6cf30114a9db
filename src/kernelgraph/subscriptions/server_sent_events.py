"""Operations over server-sent events: one request a stream, as graphql-sse has it."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Final, cast

from ariadne.exceptions import HttpError
from ariadne.utils import get_operation_type
from graphql import GraphQLError, OperationType, parse
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from graphwright.engine.ariadne_subscriptions import open_subscription
from graphwright.runtime import Unauthenticated, format_error
from kernelgraph.graphql_http import JsonHandler, dump_json
from kernelgraph.subscriptions.connection import Connection
from kernelgraph.subscriptions.errors import TooManyStreams

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime

    from graphql import DocumentNode, ExecutionResult
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from kernelgraph.context import RequestContext
    from kernelgraph.subscriptions.open_streams import OpenStreams

_EVENTS: Final = "text/event-stream"
_PING: Final = b":\n\n"
_COMPLETE: Final = b"event: complete\ndata:\n\n"
_RETRY: Final = {"Retry-After": "5"}
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class EventStreamHandler(JsonHandler):
    """Takes operations as JSON; answers with events whoever accepts them, else with JSON."""

    def __init__(self, streams: OpenStreams) -> None:
        _untyped(super()).__init__()
        self._streams = streams

    async def handle_request_override(self, request: Request) -> Response | None:
        """The stream of events, if that is what the request is for."""
        if request.method != "POST" or not _accepts_events(request):
            return None
        try:
            data = await self.extract_data_from_request(request)
            _check(data)
        except HttpError as error:
            return PlainTextResponse(error.message or error.status, status_code=400)
        except GraphQLError as error:
            return await self.create_json_response(request, _failed(error), success=False)
        context = await self.get_context_for_request(request, data)
        return _EventStream(
            self._results(request, data, context), self._streams, context.expires_at
        )

    async def _results(
        self, request: Request, data: dict[str, Any], context: RequestContext
    ) -> AsyncGenerator[dict[str, Any]]:
        """The results of the operation, errors included."""
        try:
            document = parse(data["query"])
            kind = get_operation_type(document, data.get("operationName"))
        except GraphQLError as error:
            yield _failed(error)
            return
        if kind is not OperationType.SUBSCRIPTION:
            _, result = await _untyped(self).execute_graphql_query(
                request, data, context_value=context, query_document=document
            )
            yield result
            return
        async with aclosing(self._subscribed(data, context, document)) as results:
            async for result in results:
                yield result

    async def _subscribed(
        self, data: dict[str, Any], context: RequestContext, document: DocumentNode
    ) -> AsyncGenerator[dict[str, Any]]:
        is_open, results = await open_subscription(self, data, context, document)
        if not is_open:
            yield {"errors": results}
            return
        async with aclosing(cast("AsyncGenerator[ExecutionResult]", results)) as states:
            try:
                async for state in states:
                    yield _state(state)
            except Exception as error:
                # The source of the states has failed; the formatter tells what clients may know.
                yield _failed(GraphQLError(str(error), original_error=error))


class _EventStream(Response):
    """The results of an operation as events, until they, the token or the server end."""

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
        ending = asyncio.Event()

        async def end() -> None:
            ending.set()

        try:
            with self._streams.kept(end, connection):
                connection.expect_slow_reader(self._streams.limits.patience)
                async with aclosing(self._events(ending)) as events:
                    response = StreamingResponse(events, media_type=_EVENTS, headers=_HEADERS)
                    await response(scope, receive, send)
        except TooManyStreams as error:
            refusal = PlainTextResponse(str(error), status_code=503, headers=_RETRY)
            await refusal(scope, receive, send)
        finally:
            # Whatever has happened, nothing is left of the operation.
            await self._results.aclose()

    async def _events(self, ending: asyncio.Event) -> AsyncGenerator[bytes]:
        """The results as events, with pings while there is none."""
        ended = asyncio.ensure_future(ending.wait())
        expired = asyncio.ensure_future(self._until_expired())
        step: asyncio.Future[dict[str, Any] | None] | None = None
        try:
            while True:
                # Nothing, but it is taken only once the reader has room for more.
                yield b""
                step = asyncio.ensure_future(anext(self._results, None))
                tasks: set[asyncio.Future[Any]] = {ended, expired, step}
                while not await _any_done(tasks, self._streams.limits.ping_interval):
                    yield _PING
                if expired.done():
                    yield _event(_failed(Unauthenticated("the token has expired")))
                    break
                if ended.done() or (result := step.result()) is None:
                    break
                yield _event(result)
            yield _COMPLETE
        finally:
            await _cancelled(ended, expired, *(() if step is None else (step,)))

    async def _until_expired(self) -> None:
        if self._expires_at is None:
            await asyncio.Event().wait()
        else:
            await self._streams.clock.until(self._expires_at)


def _check(data: object) -> None:
    if not isinstance(data, dict) or not isinstance(cast("dict[str, Any]", data).get("query"), str):
        raise GraphQLError("The body must be an object with a query.")


def _state(result: ExecutionResult) -> dict[str, Any]:
    state: dict[str, Any] = {"data": result.data}
    if result.errors:
        state["errors"] = [format_error(error) for error in result.errors]
    return state


def _failed(error: GraphQLError) -> dict[str, Any]:
    return {"errors": [format_error(error)]}


def _untyped(what: object) -> Any:
    """The same, for what Ariadne's annotations leave open."""
    return what


def _accepts_events(request: Request) -> bool:
    accepted = request.headers.get("Accept", "").split(",")
    return any(each.partition(";")[0].strip().lower() == _EVENTS for each in accepted)


def _event(result: dict[str, Any]) -> bytes:
    return b"event: next\ndata: %b\n\n" % dump_json(result)


async def _any_done(tasks: set[asyncio.Future[Any]], seconds: float) -> bool:
    done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    return bool(done)


async def _cancelled(*tasks: asyncio.Future[Any]) -> None:
    """Cancel the tasks, and wait for what they still do thereupon."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
