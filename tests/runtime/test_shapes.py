"""What readings have in common is made once, and has nothing of the one it was made for."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlalchemy.dialects import sqlite
from tests.runtime.rows import ItemRow
from tests.runtime.shop import CODEC, ITEMS, Item, item_projection, selection_of

from graphwright.runtime import PageRequest
from graphwright.runtime.sql import (
    Condition,
    KeysetSource,
    equals,
    fetch_page,
    nullable,
    order_term,
)
from graphwright.runtime.sql.source import MAXIMUM_SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.runtime.conftest import Database

    from graphwright.runtime.sql import OrderTerm
    from graphwright.runtime.sql.shape import Shape

START = datetime(2026, 1, 1, tzinfo=UTC)
FIVE = [{"id": i, "rank": i // 2, "added_at": START, "name": "abcde"[i]} for i in range(5)]
DIALECT = sqlite.dialect()
FIRST = PageRequest(5)


def by_rank(*, descending: bool = False) -> Sequence[OrderTerm]:
    return (order_term("RANK", ItemRow.rank, descending=descending),)


def shape_of(
    query: str,
    page: PageRequest = FIRST,
    order: Sequence[OrderTerm] = (),
    source: KeysetSource[Item] = ITEMS,
) -> Shape[Item]:
    """The shape of what a query on the shop reads."""
    return source.shape(order, page, selection_of(query), DIALECT)


def new_source() -> KeysetSource[Item]:
    return KeysetSource(name="Item", projection=item_projection(), key=(ItemRow.id,), codec=CODEC)


async def test_the_next_page_of_a_shape_has_none_of_the_values_of_the_last(
    database: Database,
) -> None:
    await database.insert(ItemRow, *FIVE)

    async def read(page: PageRequest, where: Condition | None = None) -> str:
        read = await fetch_page(database.connection, ITEMS, page=page, where=where, order=by_rank())
        return "".join(str(edge.node.name) for edge in read.edges)

    first = await fetch_page(database.connection, ITEMS, page=PageRequest(3), order=by_rank())
    after_a, after_c = first.edges[0].cursor, first.edges[2].cursor
    for _ in range(2):
        assert await read(PageRequest(2)) == "ab"
        assert await read(PageRequest(4)) == "abcd"
        assert await read(PageRequest(4), equals(ItemRow.rank, 1)) == "cd"
        assert await read(PageRequest(4), equals(ItemRow.rank, 2)) == "e"
        assert await read(PageRequest(2, offset=1)) == "bc"
        assert await read(PageRequest(2, offset=3)) == "de"
        assert await read(PageRequest(2, cursor=after_a)) == "bc"
        assert await read(PageRequest(3, cursor=after_c)) == "de"
        assert await read(PageRequest(3, cursor=after_a), equals(ItemRow.rank, 1)) == "cd"
        assert await read(PageRequest(2, backward=True)) == "de"
        assert await read(PageRequest(2, backward=True, cursor=after_c)) == "ab"


@pytest.mark.parametrize(
    ("fields", "columns"),
    [
        ("nodes { name }", ["items.name"]),
        ("nodes { name } edges { cursor }", ["items.name,", "items.id"]),
        ("nodes { name } edges { node { rowId } }", ["items.id,", "items.name"]),
    ],
)
async def test_nodes_without_edges_are_read_as_well(
    database: Database, fields: str, columns: Sequence[str]
) -> None:
    """A connection may have its nodes beside its edges, and either may be selected."""
    await database.insert(ItemRow, *FIVE)
    selection = selection_of(f"{{ items {{ {fields} }} }}")
    page = await fetch_page(
        database.connection, ITEMS, page=PageRequest(2), order=(), selection=selection
    )
    assert [each.name for each in page.nodes] == ["a", "b"]
    assert database.statements[0].split("FROM")[0].split() == ["SELECT", *columns]


@pytest.mark.parametrize(
    ("page", "other"),
    [
        (FIRST, PageRequest(7)),
        (FIRST, PageRequest(7, offset=3)),
        (PageRequest(5, cursor="some"), PageRequest(7, cursor="another")),
    ],
)
def test_shapes_are_remembered_whatever_the_values(page: PageRequest, other: PageRequest) -> None:
    shape = shape_of("{ items { edges { node { id name } } } }", page, by_rank())
    again = shape_of("query Again { items { edges { node { b: name a: id } } } }", other, by_rank())
    assert again is shape
    assert again.rows is shape.rows


def test_pages_after_cursors_have_one_statement_for_each_place_of_nulls() -> None:
    """What goes on from a row depends on where its sort key is NULL, not on its values."""
    shape = shape_of(
        "{ items { edges { node { name } } } }",
        PageRequest(5, cursor="some"),
        (order_term("PRICE", nullable(ItemRow.price), descending=False),),
    )

    def statements(*start: object, inclusive: bool = False) -> list[object]:
        return [each.statement(None) for each in shape.stages(start, inclusive=inclusive)]

    usual = statements(Decimal(1), 1)
    assert [a is b for a, b in zip(statements(Decimal(7), 2), usual, strict=True)] == [True, True]
    for others in (statements(None, 1), statements(Decimal(1), 1, inclusive=True)):
        assert not {*map(id, others)} & {*map(id, usual)}


@pytest.mark.parametrize(
    ("query", "page", "order"),
    [
        ("{ items { edges { node { id } } } }", FIRST, by_rank()),
        ("{ items { edges { node { name } } count } }", FIRST, by_rank()),
        ("{ items { edges { node { name } } } }", PageRequest(5, backward=True), by_rank()),
        ("{ items { edges { node { name } } } }", PageRequest(5, cursor="some"), by_rank()),
        ("{ items { edges { node { name } } } }", FIRST, by_rank(descending=True)),
        ("{ items { edges { node { name } } } }", FIRST, ()),
    ],
)
def test_what_is_asked_for_otherwise_is_of_another_shape(
    query: str, page: PageRequest, order: Sequence[OrderTerm]
) -> None:
    usual = shape_of("{ items { edges { node { name } } } }", order=by_rank())
    assert shape_of(query, page, order) is not usual


def test_a_shape_has_what_is_selected_of_its_own_type_alone() -> None:
    both = shape_of("{ nodes { edges { node { ... on Item { id } ... on Shelf { id } } } } }")
    other = shape_of("{ nodes { edges { node { ... on Shelf { id } } } } }")
    assert [len(shape.plan.columns) for shape in (both, other)] == [1, 0]


def test_only_so_many_shapes_are_remembered() -> None:
    source = new_source()
    for _ in range(MAXIMUM_SHAPES + 1):
        order = (order_term("NAME", func.lower(ItemRow.name), descending=False),)
        shape_of("{ items { edges { node { id } } } }", order=order, source=source)
    assert len(source._shapes) == MAXIMUM_SHAPES
