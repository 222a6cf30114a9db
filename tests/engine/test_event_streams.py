"""Server-sent events: the results are those of WebSockets, and a stream leaves nothing behind."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from ariadne.asgi import GraphQL
from ariadne.contrib.sse import SSESubscriptionHandler
from tests.engine.test_ariadne_subscriptions import OPERATIONS, messages, schema

from graphwright.engine import engine_of
from graphwright.engine.ariadne_events import EventStream, EventStreamHTTPHandler
from graphwright.engine.ariadne_http import CompiledHTTPHandler, compiled_app

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping

    from graphql import GraphQLSchema
    from starlette.types import Message

EVENTS = {"accept": "text/html, Text/Event-Stream;q=0.9"}
COUNT = {"query": "subscription { count(to: 1) { number } }"}


def interpreted_app(schema: GraphQLSchema) -> GraphQL:
    """An application whose operations graphql-core executes."""
    return GraphQL(schema, http_handler=EventStreamHTTPHandler())


async def posted(
    app: GraphQL, payload: object, headers: Mapping[str, str] = EVENTS
) -> httpx.Response:
    """The whole response to an operation."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as http:
        return await http.post("http://api", json=payload, headers=headers)


def results(response: httpx.Response) -> list[dict[str, Any]]:
    """The results in a stream that is complete."""
    assert response.headers["content-type"].startswith("text/event-stream")
    *events, last = response.text.removesuffix("\n\n").split("\n\n")
    assert last == "event: complete\ndata:"
    return [json.loads(event.removeprefix("event: next\ndata: ")) for event in events]


@pytest.mark.parametrize("app_of", [compiled_app, interpreted_app])
@pytest.mark.parametrize("payload", OPERATIONS, ids=lambda payload: payload["query"])
async def test_results_are_those_that_a_websocket_brings(
    payload: dict[str, Any], app_of: Callable[[GraphQLSchema], GraphQL]
) -> None:
    expected = [
        {"errors": message["payload"]} if message["type"] == "error" else message["payload"]
        for message in await messages(compiled_app(schema()), payload)
        if message["type"] in ("next", "error")
    ]
    assert results(await posted(app_of(schema()), payload)) == expected


async def test_the_engine_executes_the_events() -> None:
    served = schema()
    await posted(compiled_app(served), OPERATIONS[0])
    counts = engine_of(served).statistics
    assert (counts.compiled, counts.executed, dict(counts.delegated)) == (1, 3, {})


async def test_who_does_not_accept_events_gets_json() -> None:
    answer = await posted(compiled_app(schema()), {"query": "{ hello }"}, {"accept": "*/*"})
    assert answer.json() == {"data": {"hello": "world"}}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "Request body is not a valid JSON"),
        (b"[]", "Operation data should be a JSON object"),
        (b'{"query": 1}', "The query must be a string."),
        (b'{"query": "{ hello }", "variables": []}', "Query variables must be a null or an object"),
    ],
)
async def test_a_request_that_is_none_is_refused_before_the_stream(
    body: bytes, message: str
) -> None:
    headers = {**EVENTS, "content-type": "application/json"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(compiled_app(schema()))) as http:
        answer = await http.post("http://api", content=body, headers=headers)
    assert answer.status_code == 400
    assert message in answer.text


async def test_handlers_of_the_application_take_precedence() -> None:
    theirs = CompiledHTTPHandler(subscription_handlers=[SSESubscriptionHandler()])
    app = compiled_app(schema(), http_handler=theirs)
    answer = await posted(app, COUNT, {"accept": "text/event-stream"})
    assert "event: next\r\n" in answer.text


class Held:
    """Results that come when they are let go, and an ASGI connection to whoever reads them."""

    def __init__(self) -> None:
        self.next: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sent: asyncio.Queue[bytes] = asyncio.Queue()
        self.leaves = asyncio.Event()
        self.is_closed = False

    async def results(self) -> AsyncGenerator[dict[str, Any]]:
        try:
            while True:
                yield await self.next.get()
        finally:
            self.is_closed = True

    async def receive(self) -> Message:
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if body := message.get("body"):
            self.sent.put_nowait(body)

    def read(
        self, make: Callable[[AsyncGenerator[dict[str, Any]]], EventStream]
    ) -> asyncio.Task[None]:
        """A task in which the stream of the results is read."""
        stream = make(self.results())
        return asyncio.create_task(stream({"type": "http"}, self.receive, self.send))


async def test_a_stream_ends_when_its_reader_leaves() -> None:
    held = Held()
    reading = held.read(EventStream)
    held.next.put_nowait({"data": {"count": 1}})
    assert await held.sent.get() == b'event: next\ndata: {"data":{"count":1}}\n\n'
    held.leaves.set()
    await reading
    assert held.is_closed


async def test_a_silent_stream_shows_that_it_lives() -> None:
    held = Held()
    reading = held.read(partial(EventStream, ping_interval=0.001))
    assert [await held.sent.get() for _ in range(3)] == [b":\n\n"] * 3
    held.leaves.set()
    await reading


@pytest.mark.parametrize("last", [None, {"errors": [{"message": "Enough."}]}])
async def test_a_stream_may_be_ended_with_a_last_result(last: dict[str, Any] | None) -> None:
    held = Held()
    until: asyncio.Future[dict[str, Any] | None] = asyncio.get_running_loop().create_future()
    reading = held.read(partial(EventStream, until=until))
    until.set_result(last)
    await reading
    told = [held.sent.get_nowait() for _ in range(held.sent.qsize())]
    event = b'event: next\ndata: {"errors":[{"message":"Enough."}]}\n\n'
    assert told == [*([event] if last else []), b"event: complete\ndata:\n\n"]
