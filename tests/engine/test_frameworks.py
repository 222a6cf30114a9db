"""The engine under Ariadne's HTTP application, and the one line that other frameworks need."""

from __future__ import annotations

from typing import Any

import graphql
import httpx
import pytest
from ariadne import QueryType, make_executable_schema
from ariadne.asgi import GraphQL
from graphql import GraphQLSchema, build_schema

from graphwright.engine import CompiledExecution, engine_of
from graphwright.engine.ariadne_http import CompiledHTTPHandler, compiled_app

SDL = "type Query { add(x: Int!, y: Int = 1): Int fails: String }"
CLASS_OPTION = "executor_class" if graphql.version_info >= (3, 3) else "execution_context_class"


def schema() -> GraphQLSchema:
    """A schema as Ariadne's users make it."""
    query = QueryType()

    @query.field("add")
    async def add(_root: Any, _info: Any, x: int, y: int) -> int:
        return x + y

    @query.field("fails")
    def fails(_root: Any, _info: Any) -> str:
        raise ValueError("secret")

    return make_executable_schema(SDL, query)


async def post(app: Any, **body: Any) -> httpx.Response:
    """The response of an application to one request."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.post("/", json=body)


REQUESTS: tuple[dict[str, Any], ...] = (
    {"query": "query($x: Int!) { add(x: $x) }", "variables": {"x": 2}},
    {"query": "query($x: Int!) { add(x: $x) }", "variables": {"x": "two"}},
    {"query": "{ add(x: 1) fails }"},
    {"query": "{ add(x: 1"},
    {"query": "{ subtract }"},
    {"query": "subscription { add }"},
    {"query": ""},
    {"operationName": "A", "query": "query A { add(x: 1) } query B { add(x: 2) }"},
)


@pytest.mark.parametrize("body", REQUESTS, ids=lambda body: body["query"])
async def test_responses_are_those_of_ariadne(body: dict[str, Any]) -> None:
    theirs = await post(GraphQL(schema()), **body)
    handled = GraphQL(schema(), http_handler=CompiledHTTPHandler())
    for app in (compiled_app(schema()), handled):
        mine = await post(app, **body)
        assert (mine.status_code, mine.json()) == (theirs.status_code, theirs.json())
        assert mine.headers["content-type"] == theirs.headers["content-type"]


async def test_a_text_is_parsed_validated_and_compiled_once() -> None:
    served = schema()
    app = GraphQL(served, http_handler=CompiledHTTPHandler())
    for _ in range(3):
        assert (await post(app, query="{ add(x: 4) }")).json() == {"data": {"add": 5}}
    counts = engine_of(served).statistics
    assert (counts.parsed, counts.validated, counts.compiled, counts.executed) == (1, 1, 1, 3)
    assert not counts.delegated


async def test_graphql_core_takes_the_compiled_class() -> None:
    plain = build_schema(SDL)
    root = {"add": lambda _info, x, y: x * y}
    options: Any = {CLASS_OPTION: CompiledExecution}
    result = await graphql.graphql(plain, "{ add(x: 3, y: 4) }", root, **options)
    assert result.data == {"add": 12}
    assert engine_of(plain).statistics.executed == 1
