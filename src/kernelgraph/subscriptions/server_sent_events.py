"""Operations over server-sent events: one request a stream, as graphql-sse has it."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Final, cast

from ariadne.exceptions import HttpError
from ariadne.utils import get_operation_type
from graphql import GraphQLError, OperationType, parse
from starlette.responses import PlainTextResponse, StreamingResponse

from graphwright.engine.ariadne_subscriptions import open_subscription
from graphwright.runtime import format_error
from kernelgraph.graphql_http import JsonHandler, dump_json

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from graphql import DocumentNode, ExecutionResult
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from kernelgraph.context import RequestContext
    from kernelgraph.subscriptions.open_streams import OpenStreams

_EVENTS: Final = "text/event-stream"
_PING: Final = b":\n\n"
_COMPLETE: Final = b"event: complete\ndata:\n\n"
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class EventStreamHandler(JsonHandler):
    """Takes operations as JSON; answers with events whoever accepts them, else with JSON."""

    def __init__(self, streams: OpenStreams, ping_seconds: float = 15.0) -> None:
        _untyped(super()).__init__()
        self._streams = streams
        self._ping_seconds = ping_seconds

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
            _events(self._results(request, data, context), self._streams, self._ping_seconds),
            media_type=_EVENTS,
            headers=_HEADERS,
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


class _EventStream(StreamingResponse):
    """A response whose events end with it, in whatever way it ends."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events."""
        async with aclosing(cast("AsyncGenerator[bytes]", self.body_iterator)):
            await super().__call__(scope, receive, send)


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


async def _events(
    results: AsyncGenerator[dict[str, Any]], streams: OpenStreams, ping_seconds: float
) -> AsyncGenerator[bytes]:
    """The results as events, with pings while there is none, until they or the server end."""
    ending = asyncio.Event()

    async def hang_up() -> None:
        ending.set()

    ended = asyncio.ensure_future(ending.wait())
    tasks: set[asyncio.Future[Any]] = {ended}
    try:
        with streams.kept(hang_up):
            while True:
                step = asyncio.ensure_future(anext(results, None))
                tasks = {ended, step}
                while not await _any_done(tasks, ping_seconds):
                    yield _PING
                if ended.done() or (result := step.result()) is None:
                    break
                yield b"event: next\ndata: %b\n\n" % dump_json(result)
        yield _COMPLETE
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        await results.aclose()


async def _any_done(tasks: set[asyncio.Future[Any]], seconds: float) -> bool:
    done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    return bool(done)
