"""Paging by any order against a plain sort in Python, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.runtime.rows import ItemRow
from tests.runtime.shop import ITEMS

from graphwright.runtime import Page, PageRequest
from graphwright.runtime.sql import (
    Parents,
    equals,
    fetch_page,
    fetch_pages,
    not_null,
    nullable,
    order_term,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.runtime.conftest import Database
    from tests.runtime.shop import Item

    from graphwright.runtime.sql import Condition, OrderColumn, OrderTerm

    Row = dict[str, Any]
    Fetch = Callable[[PageRequest], Any]

START = datetime(2026, 1, 1, tzinfo=UTC)

COLUMNS: dict[str, OrderColumn] = {
    "id": ItemRow.id,
    "rank": ItemRow.rank,
    "added_at": ItemRow.added_at,
    "name": ItemRow.name,
    "price": ItemRow.price,
    "sold_at": ItemRow.sold_at,
    "code": ItemRow.code,
    # An expression, and a column that is said to be nullable though it is not.
    "negative_rank": not_null(-ItemRow.rank),
    "shelf_id": nullable(ItemRow.rank),
}

TIMES = st.sampled_from([START, START + timedelta(microseconds=1), START + timedelta(days=1)])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "rank": st.integers(-1, 1),
            "added_at": TIMES,
            "name": st.none() | st.sampled_from(["", "a", "A", "b", "é"]),
            "price": st.none() | st.sampled_from([Decimal(-2), Decimal("-0.5"), Decimal(10)]),
            "sold_at": st.none() | TIMES,
            "code": st.none() | st.sampled_from([UUID(int=1), UUID(int=2**127)]),
        }
    ),
    max_size=9,
).map(lambda rows: [{"id": i, **row} for i, row in enumerate(rows)])
ORDERS = st.lists(st.tuples(st.sampled_from(sorted(COLUMNS)), st.booleans()), max_size=3)

fixed_fixture = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def value_of(row: Row, name: str) -> Any:
    return {"negative_rank": -row["rank"], "shelf_id": row["rank"], **row}[name]


def sorted_ids(rows: Sequence[Row], order: Sequence[tuple[str, bool]]) -> list[int]:
    """The ids in the order asked, NULLs last, ties by id in the direction of the last term.

    A term that comes again has no say, not in the direction of ties either.
    """
    first: dict[str, bool] = {}
    for name, descending in order:
        first.setdefault(name, descending)
    terms = list(first.items())
    terms.append(("id", terms[-1][1] if terms else False))

    def compare(left: Row, right: Row) -> int:
        for name, descending in terms:
            a, b = value_of(left, name), value_of(right, name)
            if a == b:
                continue
            if a is None or b is None:
                return 1 if a is None else -1
            return 1 if (a > b) is not descending else -1
        return 0

    return [row["id"] for row in sorted(rows, key=cmp_to_key(compare))]


def order_of(order: Sequence[tuple[str, bool]]) -> list[OrderTerm]:
    return [order_term(name, COLUMNS[name], descending=descending) for name, descending in order]


def ids(page: Page[Item]) -> list[int]:
    return [edge.node.row_id for edge in page.edges]


async def check_forward(fetch: Fetch, expected: Sequence[int], size: int) -> None:
    """Pages from the start to the end have every row once, in order, and know their places."""
    seen: list[int] = []
    request = PageRequest(size)
    while True:
        page = await fetch(request)
        assert ids(page) == expected[len(seen) : len(seen) + size]
        assert page.has_previous_page is bool(seen)
        seen.extend(ids(page))
        assert page.has_next_page is (len(seen) < len(expected))
        assert page.count == len(expected)
        if not page.has_next_page:
            break
        request = PageRequest(size, cursor=page.end_cursor)
    assert seen == expected
    if seen:
        beyond = await fetch(PageRequest(size, cursor=page.end_cursor))
        assert (ids(beyond), beyond.has_previous_page, beyond.has_next_page) == ([], True, False)


async def check_backward(fetch: Fetch, expected: Sequence[int], size: int) -> None:
    """Pages from the end to the start do too, each page in forward order."""
    seen: list[int] = []
    request = PageRequest(size, backward=True)
    while True:
        page = await fetch(request)
        rest = expected[: len(expected) - len(seen)]
        assert ids(page) == rest[-size:]
        assert page.has_next_page is bool(seen)
        seen[:0] = ids(page)
        assert page.has_previous_page is (len(seen) < len(expected))
        if not page.has_previous_page:
            break
        request = PageRequest(size, backward=True, cursor=page.start_cursor)
    assert seen == expected
    if seen:
        request = PageRequest(size, backward=True, cursor=page.start_cursor)
        before = await fetch(request)
        assert (ids(before), before.has_previous_page, before.has_next_page) == ([], False, True)


async def check_offsets(fetch: Fetch, expected: Sequence[int], size: int) -> None:
    """Pages by offset do too, also beyond the end, and their cursors lead on."""
    for offset in range(len(expected) + 2):
        page = await fetch(PageRequest(size, offset=offset))
        assert ids(page) == expected[offset : offset + size]
        assert page.has_previous_page is (offset > 0 and bool(expected))
        assert page.has_next_page is (offset + size < len(expected))
        if page.has_next_page:
            following = await fetch(PageRequest(size, cursor=page.end_cursor))
            assert ids(following) == expected[offset + size : offset + 2 * size]


@fixed_fixture
@given(ROWS, ORDERS, st.integers(1, 4))
async def test_pages_have_each_row_once_in_order(
    database: Database, rows: list[Row], order: list[tuple[str, bool]], size: int
) -> None:
    """Whatever the order, the direction, the size, equal values and NULLs."""
    await database.refill(ItemRow, *rows)
    terms = order_of(order)

    async def fetch(request: PageRequest) -> Page[Item]:
        return await fetch_page(database.connection, ITEMS, page=request, order=terms)

    expected = sorted_ids(rows, order)
    await check_forward(fetch, expected, size)
    await check_backward(fetch, expected, size)
    await check_offsets(fetch, expected, size)


@fixed_fixture
@given(ROWS, ORDERS, st.integers(1, 3), st.data())
async def test_the_pages_of_many_parents_are_those_of_each(
    database: Database,
    rows: list[Row],
    order: list[tuple[str, bool]],
    size: int,
    data: st.DataObject,
) -> None:
    await database.refill(ItemRow, *rows)
    terms = order_of(order)
    first = await fetch_page(database.connection, ITEMS, page=PageRequest(9), order=terms)
    cursors = [None, *(edge.cursor for edge in first.edges)]
    request = data.draw(
        st.builds(PageRequest, st.just(size), st.booleans(), st.sampled_from(cursors))
        | st.builds(PageRequest, st.just(size), offset=st.integers(0, 3))
    )
    parents: list[int | None] = data.draw(
        st.lists(st.none() | st.integers(-1, 2), min_size=1, max_size=4)
    )
    only_b = equals(ItemRow.name, "b") if data.draw(st.booleans()) else None
    pages = await fetch_pages(
        database.connection,
        ITEMS,
        Parents(ItemRow.rank, parents, where=only_b),
        page=request,
        order=terms,
    )
    assert len(pages) == len(parents)
    for parent, page in zip(parents, pages, strict=True):
        if parent is None:
            assert (ids(page), page.count) == ([], 0)
            assert (page.has_previous_page, page.has_next_page) == (False, False)
        else:
            assert page == await page_of(database, parent, only_b, request, terms)


async def page_of(
    database: Database,
    parent: int,
    condition: Condition | None,
    request: PageRequest,
    terms: Sequence[OrderTerm],
) -> Page[Item]:
    """The page of one parent alone."""
    where = equals(ItemRow.rank, parent)
    assert where is not None
    return await fetch_page(
        database.connection,
        ITEMS,
        where=where if condition is None else where & condition,
        page=request,
        order=terms,
    )
