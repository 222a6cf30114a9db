"""Subscriptions over WebSockets: what Ariadne's handler sends, executed by the engine."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from ariadne import QueryType, SubscriptionType, make_executable_schema
from ariadne.asgi import GraphQL
from ariadne.asgi.handlers import GraphQLTransportWSHandler

from graphwright.engine import engine_of
from graphwright.engine.ariadne_http import compiled_app

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from graphql import GraphQLSchema

SDL = """
type Query { hello: String }
type Subscription { count(to: Int!): Count broken: Int refused: Int }
type Count { number: Int half: Int! }
"""
OPERATIONS: tuple[dict[str, Any], ...] = (
    {"query": "subscription { count(to: 3) { n: number } }"},
    {"query": "subscription ($to: Int!) { count(to: $to) { number } }", "variables": {"to": 2}},
    {"query": "subscription ($to: Int!) { count(to: $to) { number } }", "variables": {"to": "x"}},
    {"query": "subscription { count(to: 2) { half } }"},
    {"query": "subscription { broken }"},
    {"query": "subscription { refused }"},
    {"query": "subscription { nonsense }"},
    {"query": "subscription {"},
    {"query": "{ hello }"},
)


def schema() -> GraphQLSchema:
    """A schema of streams that end, break or do not begin."""
    query, subscription = QueryType(), SubscriptionType()
    query.set_field("hello", lambda *_: "world")

    @subscription.source("count")
    async def count(_root: Any, _info: Any, to: int) -> AsyncGenerator[dict[str, Any]]:
        for number in range(to):
            yield {"count": {"number": number, "half": number // 2 or None}}

    @subscription.source("broken")
    async def broken(_root: Any, _info: Any) -> AsyncGenerator[dict[str, Any]]:
        yield {"broken": 1}
        raise ValueError("it broke")

    @subscription.source("refused")
    def refused(_root: Any, _info: Any) -> AsyncGenerator[dict[str, Any]]:
        raise ValueError("not for you")

    return make_executable_schema(SDL, query, subscription)


async def messages(app: GraphQL, payload: dict[str, Any]) -> list[dict[str, Any]]:
    """What a client of an operation is sent until it ends."""
    inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    received: list[dict[str, Any]] = []

    def say(**message: Any) -> None:
        inbox.put_nowait({"type": "websocket.receive", "text": json.dumps(message)})

    async def send(message: Any) -> None:
        if message["type"] != "websocket.send":
            return
        received.append(json.loads(message["text"]))
        if received[-1]["type"] in ("complete", "error"):
            inbox.put_nowait({"type": "websocket.disconnect", "code": 1000})

    inbox.put_nowait({"type": "websocket.connect"})
    say(type="connection_init")
    say(type="subscribe", id="1", payload=payload)
    scope = {"type": "websocket", "path": "/", "headers": [], "query_string": b""}
    async with asyncio.timeout(30):
        await app(scope, inbox.get, send)
    return received


@pytest.mark.parametrize("payload", OPERATIONS, ids=lambda payload: payload["query"])
async def test_messages_are_those_of_ariadne(payload: dict[str, Any]) -> None:
    theirs = GraphQL(schema(), websocket_handler=GraphQLTransportWSHandler())
    expected = await messages(theirs, payload)
    assert expected[0] == {"type": "connection_ack"}
    assert await messages(compiled_app(schema()), payload) == expected


async def test_the_engine_executes_the_events() -> None:
    served = schema()
    await messages(compiled_app(served), OPERATIONS[0])
    counts = engine_of(served).statistics
    assert (counts.compiled, counts.executed, dict(counts.delegated)) == (1, 3, {})
