"""Fields under `@auth` run only for requests that have what they require."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from graphql import graphql

from graphwright.runtime import (
    Forbidden,
    ObjectFields,
    ResolverField,
    ResolverGroup,
    SchemaTables,
    executable_schema,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Info

SDL = """
type Query { items: [Item!]! secret(size: Int): String }
type Item { name: String! price: String stock: String }
"""
TABLES = SchemaTables(
    objects=(ObjectFields("Item", object, {"name": "name", "price": "price"}),),
    groups=(
        ResolverGroup(
            "Query",
            "query",
            "QueryResolvers",
            "shop.graphql",
            (ResolverField("items", "items"), ResolverField("secret", "secret", {"size": "size"})),
        ),
        ResolverGroup(
            "Item",
            "item",
            "ItemResolvers",
            "shop.graphql",
            (ResolverField("stock", "stock", batched=True),),
        ),
    ),
    guards={"Query": {"secret": "CLERK"}, "Item": {"price": "CLERK", "stock": "CLERK"}},
)


@dataclass(frozen=True)
class Item:
    name: str
    price: str = "9"


class Shop:
    """Counts what runs behind the guards."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.query = self
        self.item = self

    def items(self, info: Info[str]) -> list[Item]:
        return [Item("pen"), Item("cup")]

    def secret(self, info: Info[str], *, size: int | None) -> str:
        self.calls.append("secret")
        return "s"

    def stock(self, parents: Sequence[Item], info: Info[str]) -> list[str]:
        self.calls.append(f"stock of {len(parents)}")
        return [f"{parent.name}s" for parent in parents]


def authorize(context: str, requirement: str) -> None:
    """The context of these tests is the role of the caller."""
    if context != requirement:
        raise Forbidden(f"{requirement} is required")


async def ask(shop: Shop, role: str, query: str) -> tuple[dict[str, Any] | None, list[Any]]:
    schema = executable_schema(SDL, TABLES, shop, authorize=authorize)
    result = await graphql(schema, query, context_value=role)
    return result.data, [error.path for error in result.errors or []]


async def test_a_request_that_has_what_is_required_is_served() -> None:
    """Guards are invisible to those who may pass."""
    shop = Shop()
    data, errors = await ask(shop, "CLERK", "{ secret items { name price stock } }")
    assert data == {
        "secret": "s",
        "items": [
            {"name": "pen", "price": "9", "stock": "pens"},
            {"name": "cup", "price": "9", "stock": "cups"},
        ],
    }
    assert errors == []
    assert shop.calls == ["secret", "stock of 2"]


async def test_nothing_runs_behind_a_guard_that_refuses() -> None:
    """The error stands at each guarded field, its neighbours are served."""
    shop = Shop()
    data, errors = await ask(shop, "CUSTOMER", "{ secret items { name price stock } }")
    empty = {"price": None, "stock": None}
    assert data == {"secret": None, "items": [{"name": "pen"} | empty, {"name": "cup"} | empty]}
    assert sorted(map(str, errors)) == sorted(
        map(str, [["secret"], *(["items", i, name] for i in (0, 1) for name in ("price", "stock"))])
    )
    assert shop.calls == []


def test_guards_need_somebody_to_ask() -> None:
    """A schema with guards cannot be built without the function that decides."""
    with pytest.raises(ValueError, match="authorize must be given"):
        executable_schema(SDL, TABLES, Shop())
