"""The shop as its clients find it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
from graphql import ExecutionResult, graphql, parse, subscribe

from bookshop.app import create_app
from bookshop.orders import OrderDesk
from bookshop.resolvers import build_resolvers
from bookshop.store import Store
from bookshop_api import build_schema

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """
query Page($after: String) {
  books(first: 2, after: $after) {
    count
    pageInfo { hasNextPage endCursor }
    edges { node { title author { name } } }
  }
}
"""
ORDER = """
mutation Order($bookId: ID!, $copies: Int!) {
  orderBook(input: { bookId: $bookId, copies: $copies }) {
    __typename
    ... on Order { copies book { title stock } }
    ... on OrderError { message }
    ... on SoldOut { left }
  }
}
"""


def test_pages_follow_each_other(tmp_path: Path) -> None:
    """With the author of each book."""
    first = ask(tmp_path, PAGE)["books"]
    assert first["count"] == 6
    assert first["edges"][0] == {
        "node": {"title": "The Mysterious Island", "author": {"name": "Jules Verne"}}
    }
    second = ask(tmp_path, PAGE, after=first["pageInfo"]["endCursor"])["books"]
    assert [edge["node"]["title"] for edge in second["edges"]] == ["The Last Man", "Frankenstein"]
    assert second["pageInfo"]["hasNextPage"]


def test_a_search_finds_authors_and_books(tmp_path: Path) -> None:
    """In any case of their letters."""
    query = """{
      search(words: "MA") {
        __typename
        ... on Author { name books(first: 1) { edges { node { title } } } }
        ... on Book { title price }
      }
    }"""
    found = ask(tmp_path, query)["search"]
    assert found[0] == {
        "__typename": "Author",
        "name": "Mary Shelley",
        "books": {"edges": [{"node": {"title": "The Last Man"}}]},
    }
    assert [each["title"] for each in found[1:]] == ["The Last Man", "Mansfield Park"]
    assert {each["price"] for each in found[1:]} == {"12.5"}


def test_an_order_is_taken_as_long_as_there_are_copies(tmp_path: Path) -> None:
    """After that the shop says how many are left, and of no book that there is none."""
    taken = ask(tmp_path, ORDER, bookId="6", copies=2)["orderBook"]
    assert taken == {
        "__typename": "Order",
        "copies": 2,
        "book": {"title": "Persuasion", "stock": 1},
    }
    refused = ask(tmp_path, ORDER, bookId="6", copies=2)["orderBook"]
    assert refused == {"__typename": "SoldOut", "message": "Copies left: 1.", "left": 1}
    unknown = ask(tmp_path, ORDER, bookId="7", copies=1)["orderBook"]
    assert unknown == {"__typename": "UnknownBook", "message": "There is no book 7."}


def test_whoever_follows_hears_of_orders(tmp_path: Path) -> None:
    """With the book of each."""

    async def hear() -> object:
        store = Store(database(tmp_path))
        await store.open()
        desk = OrderDesk(store.engine)
        schema = build_schema(build_resolvers(store, desk))
        orders = await subscribe(schema, parse("subscription { orders { book { title } } }"))
        assert not isinstance(orders, ExecutionResult)
        heard = asyncio.ensure_future(anext(orders))
        while not desk.followers:
            await asyncio.sleep(0)
        await graphql(schema, ORDER, variable_values={"bookId": "5", "copies": 1})
        result = await heard
        await store.close()
        return result.data

    assert asyncio.run(hear()) == {"orders": {"book": {"title": "Mansfield Park"}}}


def ask(directory: Path, query: str, **variables: object) -> Any:
    """What the shop answers; its data stays in the directory."""

    async def post() -> Any:
        app = create_app(database(directory))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):
            body = {"query": query, "variables": variables}
            answer = (await client.post("/graphql", json=body)).json()
            assert "errors" not in answer, answer["errors"]
            return answer["data"]

    return asyncio.run(post())


def database(directory: Path) -> str:
    """The address of a database in the directory."""
    return f"sqlite+aiosqlite:///{directory}/shop.db"
