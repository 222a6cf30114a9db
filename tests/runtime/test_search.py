"""Tests of reading pages, pages of many parents, and rows by their keys."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, delete, func, insert, select, text
from tests.runtime.rows import Base, ItemRow, ShelfRow, StockRow
from tests.runtime.shop import CODEC, ITEMS, STOCK, Item, Stock, item_projection, selection_of

from graphwright.runtime import UNSELECTED, InvalidCursor, PageRequest, UnselectedError
from graphwright.runtime.sql import (
    KeysetSource,
    Parents,
    column,
    equals,
    fetch_by_keys,
    fetch_page,
    fetch_pages,
    not_null,
    nullable,
    order_term,
    read_by_keys,
    read_page,
    read_pages,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import InstrumentedAttribute
    from tests.runtime.conftest import Database

    from graphwright.runtime import Page, Selection

START = datetime(2026, 1, 1, tzinfo=UTC)
BY_RANK = (order_term("RANK", ItemRow.rank, descending=False),)
FIVE = [{"id": i, "rank": i // 2, "added_at": START, "name": "abcde"[i]} for i in range(5)]


def below(fields: str) -> Selection:
    """What is selected of a connection."""
    return selection_of(f"{{ items {{ {fields} }} }}")


def names(page: Page[Item]) -> str:
    return "".join(str(edge.node.name) for edge in page.edges)


async def cursor_after(database: Database, count: int) -> str:
    """The cursor of one of the first rows by rank."""
    page = await fetch_page(database.connection, ITEMS, page=PageRequest(count), order=BY_RANK)
    database.forget()
    assert page.end_cursor is not None
    return page.end_cursor


@pytest.mark.parametrize(
    ("fields", "statements"),
    [
        ("edges { node { name } }", 1),
        ("edges { cursor }", 1),
        ("edges { node { name } } pageInfo { hasNextPage endCursor }", 1),
        ("edges { node { name } } count", 2),
        ("count", 1),
        ("edges { node { name } } pageInfo { hasPreviousPage }", 1),
        ("edges { node { name } } pageInfo { hasPreviousPage hasNextPage } count", 2),
        ("__typename", 0),
    ],
)
async def test_there_is_a_statement_for_each_thing_asked_for(
    database: Database, fields: str, statements: int
) -> None:
    await database.insert(ItemRow, *FIVE)
    cursor = await cursor_after(database, 2)
    page = PageRequest(2, cursor=cursor)
    await fetch_page(database.connection, ITEMS, page=page, order=BY_RANK, selection=below(fields))
    assert len(database.statements) == statements


async def test_the_number_of_statements_does_not_grow_with_the_page(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    for size in (1, 3, 100):
        database.forget()
        await fetch_page(database.connection, ITEMS, page=PageRequest(size))
        assert len(database.statements) == 2


@pytest.mark.parametrize(
    ("page", "known"),
    [
        (PageRequest(2), (True, False)),
        (PageRequest(2, backward=True), (False, True)),
        (PageRequest(2, offset=1), (True, True)),
        (PageRequest(9, offset=0), (False, False)),
    ],
)
async def test_what_lies_behind_a_page_is_not_asked_where_it_is_evident(
    database: Database, page: PageRequest, known: tuple[bool, bool]
) -> None:
    await database.insert(ItemRow, *FIVE)
    selection = below("edges { cursor } pageInfo { hasNextPage hasPreviousPage }")
    found = await fetch_page(database.connection, ITEMS, page=page, selection=selection)
    assert (found.has_next_page, found.has_previous_page) == known
    assert len(database.statements) == 1


@pytest.mark.parametrize("after", [2, 5])
async def test_the_row_of_a_cursor_tells_that_there_are_rows_behind_the_page(
    database: Database, after: int
) -> None:
    """Read with the page, which has no rows if it was the last."""
    await database.insert(ItemRow, *FIVE)
    page = PageRequest(2, cursor=await cursor_after(database, after))
    selection = below("pageInfo { hasPreviousPage }")
    found = await fetch_page(
        database.connection, ITEMS, page=page, order=BY_RANK, selection=selection
    )
    assert found.has_previous_page is True
    assert len(database.statements) == 1


@pytest.mark.parametrize("left", [0, 1])
async def test_behind_a_cursor_whose_row_is_gone_another_statement_looks_for_others(
    database: Database, left: int
) -> None:
    await database.insert(ItemRow, *FIVE)
    page = PageRequest(2, cursor=await cursor_after(database, 2))
    await database.connection.execute(delete(ItemRow).where(ItemRow.id.in_([1, left])))
    database.forget()
    selection = below("edges { node { name } } pageInfo { hasPreviousPage }")
    found = await fetch_page(
        database.connection, ITEMS, page=page, order=BY_RANK, selection=selection
    )
    assert (names(found), found.has_previous_page) == ("cd", left == 1)
    assert len(database.statements) == 2


@pytest.mark.parametrize(
    ("size", "last", "expected", "statements"),
    [(1, 1, "b", 1), (2, 1, "bc", 2), (1, 3, "d", 2), (1, 4, "e", 1)],
)
async def test_a_page_takes_a_second_statement_only_to_go_over_to_nulls(
    database: Database, size: int, last: int, expected: str, statements: int
) -> None:
    """The page itself, or the row that tells that there are more."""
    prices = [Decimal(1), Decimal(2), Decimal(3), None, None]
    await database.insert(
        ItemRow, *({**row, "price": price} for row, price in zip(FIVE, prices, strict=True))
    )
    order = (order_term("PRICE", ItemRow.price, descending=False),)
    begin = await fetch_page(database.connection, ITEMS, page=PageRequest(last), order=order)
    database.forget()
    page = await fetch_page(
        database.connection,
        ITEMS,
        page=PageRequest(size, cursor=begin.end_cursor),
        order=order,
        selection=below("edges { node { name } } pageInfo { hasPreviousPage hasNextPage }"),
    )
    assert (names(page), page.has_previous_page) == (expected, True)
    assert page.has_next_page is (last + size < 5)
    assert len(database.statements) == statements


async def test_a_page_beyond_the_end_asks_whether_there_are_rows_at_all(
    database: Database,
) -> None:
    selection = below("pageInfo { hasPreviousPage }")
    page = PageRequest(2, offset=9)
    found = await fetch_page(database.connection, ITEMS, page=page, selection=selection)
    assert found.has_previous_page is False
    await database.insert(ItemRow, *FIVE)
    found = await fetch_page(database.connection, ITEMS, page=page, selection=selection)
    assert found.has_previous_page is True


async def test_only_the_columns_of_selected_fields_are_read(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    selection = below("edges { node { name } }")
    page = await fetch_page(
        database.connection, ITEMS, page=PageRequest(2), order=BY_RANK, selection=selection
    )
    (statement,) = database.statements
    assert statement.split("FROM")[0].split() == ["SELECT", "items.name"]
    assert names(page) == "ab"
    assert page.count is UNSELECTED
    assert page.edges[0].cursor is UNSELECTED
    with pytest.raises(UnselectedError):
        _ = page.edges[0].node.dates.added_at


async def test_a_column_of_the_order_is_not_read_twice(database: Database) -> None:
    selection = below("edges { cursor node { rowId dates { addedAt } } }")
    order = (order_term("ADDED_AT", ItemRow.added_at, descending=False),)
    await fetch_page(
        database.connection, ITEMS, page=PageRequest(2), order=order, selection=selection
    )
    columns = database.statements[0].split("FROM")[0]
    assert columns.count("items.id") == columns.count("items.added_at") == 1


async def test_end_cursors_are_those_of_the_first_and_last_edge(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    selection = below("edges { node { name } } pageInfo { startCursor endCursor }")
    page = await fetch_page(
        database.connection, ITEMS, page=PageRequest(3), order=BY_RANK, selection=selection
    )
    whole = await fetch_page(database.connection, ITEMS, page=PageRequest(3), order=BY_RANK)
    assert (page.start_cursor, page.end_cursor) == (whole.start_cursor, whole.end_cursor)
    assert page.edges[1].cursor is UNSELECTED


async def test_no_nodes_are_made_when_none_is_selected(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    selection = below("edges { cursor }")
    page = await fetch_page(database.connection, ITEMS, page=PageRequest(2), selection=selection)
    assert [edge.node is UNSELECTED for edge in page.edges] == [True, True]


async def test_the_condition_limits_rows_count_and_neighbours(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    where = equals(ItemRow.rank, 1)
    page = await fetch_page(database.connection, ITEMS, page=PageRequest(5), where=where)
    assert (names(page), page.count, page.has_next_page) == ("cd", 2, False)
    request = PageRequest(5, cursor=page.edges[0].cursor)
    page = await fetch_page(database.connection, ITEMS, page=request, where=where)
    assert (names(page), page.has_previous_page) == ("d", True)


async def test_a_cursor_leads_on_after_its_row_is_gone(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    cursor = await cursor_after(database, 2)
    await database.connection.execute(delete(ItemRow).where(ItemRow.id <= 1))
    request = PageRequest(2, cursor=cursor)
    page = await fetch_page(database.connection, ITEMS, page=request, order=BY_RANK)
    assert (names(page), page.has_previous_page) == ("cd", False)


async def test_rows_put_in_before_a_cursor_are_neither_skipped_nor_repeated(
    database: Database,
) -> None:
    await database.insert(ItemRow, *FIVE)
    cursor = await cursor_after(database, 3)
    await database.insert(ItemRow, {"id": 9, "rank": -1, "added_at": START, "name": "z"})
    request = PageRequest(2, cursor=cursor)
    page = await fetch_page(database.connection, ITEMS, page=request, order=BY_RANK)
    assert names(page) == "de"


@pytest.mark.parametrize(
    ("source", "order"),
    [
        (ITEMS, ()),
        (ITEMS, (order_term("RANK", ItemRow.rank, descending=True),)),
        (ITEMS, (order_term("OTHER", ItemRow.rank, descending=False),)),
        (ITEMS, (*BY_RANK, order_term("NAME", ItemRow.name, descending=False))),
        (
            KeysetSource(
                name="Other", projection=item_projection(), key=(ItemRow.id,), codec=CODEC
            ),
            BY_RANK,
        ),
    ],
)
async def test_a_cursor_of_another_order_or_connection_is_refused(
    database: Database, source: KeysetSource[Item], order: Any
) -> None:
    await database.insert(ItemRow, *FIVE)
    cursor = await cursor_after(database, 1)
    request = PageRequest(1, cursor=cursor)
    with pytest.raises(InvalidCursor):
        await fetch_page(database.connection, source, page=request, order=order)
    parents: Parents[int] = Parents(ItemRow.rank, [])
    with pytest.raises(InvalidCursor):
        await fetch_pages(database.connection, source, parents, page=request, order=order)


async def test_a_wrong_cursor_is_refused_even_when_no_rows_are_read(database: Database) -> None:
    request = PageRequest(1, cursor="nonsense")
    with pytest.raises(InvalidCursor):
        await fetch_page(database.connection, ITEMS, page=request, selection=below("count"))


async def test_a_null_in_a_term_that_is_not_nullable_says_what_to_do(database: Database) -> None:
    await database.insert(ItemRow, {"id": 1, "rank": 1, "added_at": START, "name": None})
    order = (order_term("NAME", not_null(ItemRow.name), descending=False),)
    with pytest.raises(RuntimeError, match=r"Item: the order term NAME is NULL .* nullable\(\)"):
        await fetch_page(database.connection, ITEMS, page=PageRequest(1), order=order)


def with_shelf(label: InstrumentedAttribute[str]) -> KeysetSource[Item]:
    """Items whose name is that of their shelf."""
    return KeysetSource(
        name="Item",
        projection=item_projection(name=column(label)),
        key=(ItemRow.id,),
        codec=CODEC,
        from_=ItemRow.__table__.outerjoin(ShelfRow.__table__),
    )


async def test_a_source_may_read_more_than_one_table(database: Database) -> None:
    await database.insert(ShelfRow, {"id": 1, "label": "low"}, {"id": 2, "label": "high"})
    rows = [{**row, "shelf_id": shelf} for row, shelf in zip(FIVE, [1, 2, None, 1, 2], strict=True)]
    await database.insert(ItemRow, *rows)
    source = with_shelf(ShelfRow.label)
    order = (order_term("SHELF", nullable(ShelfRow.label), descending=False),)
    seen: list[str | None] = []
    request = PageRequest(2)
    while True:
        page = await fetch_page(database.connection, source, page=request, order=order)
        seen.extend(edge.node.name for edge in page.edges)
        assert page.count == 5
        if not page.has_next_page:
            break
        request = PageRequest(2, cursor=page.end_cursor)
    assert seen == ["high", "high", "low", "low", None]
    found = await fetch_by_keys(database.connection, source, [3, 2])
    assert [item and item.name for item in found] == ["low", None]


async def test_the_pages_of_many_parents_take_a_constant_number_of_statements(
    database: Database,
) -> None:
    await database.insert(ItemRow, *FIVE)
    cursor = await cursor_after(database, 2)
    for parents in ([0, 1], [0, 1, 2, 3, 4, 5, 6, None, 0]):
        database.forget()
        await fetch_pages(
            database.connection,
            ITEMS,
            Parents(ItemRow.rank, parents),
            page=PageRequest(1, cursor=cursor),
            order=BY_RANK,
        )
        assert len(database.statements) == 3


@pytest.mark.parametrize(
    ("fields", "statements"),
    [
        ("edges { node { name } }", 1),
        ("count", 1),
        ("edges { cursor } count", 2),
        ("__typename", 0),
    ],
)
async def test_pages_of_many_parents_read_only_what_is_asked_for(
    database: Database, fields: str, statements: int
) -> None:
    await database.insert(ItemRow, *FIVE)
    pages = await fetch_pages(
        database.connection,
        ITEMS,
        Parents(ItemRow.rank, [1, 7, 0]),
        page=PageRequest(1),
        selection=below(fields),
    )
    assert len(database.statements) == statements
    if "count" in fields:
        assert [page.count for page in pages] == [2, 0, 2]
    else:
        assert pages[0].count is UNSELECTED


async def test_a_single_parent_is_read_without_ranking(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    parents = Parents(ItemRow.rank, [1, 1, None])
    pages = await fetch_pages(database.connection, ITEMS, parents, page=PageRequest(1))
    assert [names(page) for page in pages] == ["c", "c", ""]
    assert "row_number" not in "".join(database.statements)


async def test_postgresql_reads_no_more_of_each_parent_than_its_page(database: Database) -> None:
    """SQLite ranks the rows of all parents."""
    rows = [{"id": i, "rank": i % 7, "added_at": START} for i in range(3_000)]
    await database.insert(ItemRow, *rows)
    await database.connection.execute(text("ANALYZE items"))
    first = await fetch_page(database.connection, ITEMS, page=PageRequest(500))
    database.forget()
    page = PageRequest(2, cursor=first.end_cursor)
    parents = Parents(ItemRow.rank, [3, 5, 6])
    selection = below("edges { node { rowId } } pageInfo { hasPreviousPage }")
    pages = await fetch_pages(database.connection, ITEMS, parents, page=page, selection=selection)
    assert [[edge.node.row_id for edge in each.edges] for each in pages] == [
        [500, 507],
        [502, 509],
        [503, 510],
    ]
    assert [each.has_previous_page for each in pages] == [True] * 3
    ahead, behind = [await database.explain(index) for index in (0, 1)]
    if database.is_sqlite:
        assert "row_number" in database.statements[0]
    else:
        assert "Index Cond: ((rank = owners.key) AND (id > 499))" in ahead
        assert "Limit" in behind


async def test_parents_may_be_of_any_type(database: Database) -> None:
    prices, times = [Decimal("0.5"), Decimal(2)], [START, START.replace(microsecond=1)]
    codes = [UUID(int=1), UUID(int=2**127)]
    rows = [
        {**row, "price": prices[i % 2], "added_at": times[i % 2], "code": codes[i % 2]}
        for i, row in enumerate(FIVE)
    ]
    await database.insert(ItemRow, *rows)
    page, connection = PageRequest(5), database.connection
    cases: list[Parents[Any]] = [
        Parents(ItemRow.price, prices),
        Parents(ItemRow.added_at, times),
        Parents(ItemRow.code, codes),
        Parents(ItemRow.name + "!", ["a!", "e!"]),
    ]
    for parents in cases:
        found = await fetch_pages(connection, ITEMS, parents, page=page)
        expected = ["a", "e"] if "a!" in parents.keys else ["ace", "bd"]
        assert [names(each) for each in found] == expected


async def test_no_parents_take_no_statements(database: Database) -> None:
    parents: Parents[int] = Parents(ItemRow.rank, [None])
    (page,) = await fetch_pages(database.connection, ITEMS, parents, page=PageRequest(1))
    assert (page.edges, page.count, page.has_next_page) == ([], 0, False)
    assert database.statements == []


async def test_rows_come_in_the_order_of_their_keys(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    found = await fetch_by_keys(database.connection, ITEMS, [3, 9, 0, 3])
    assert [item and item.name for item in found] == ["d", None, "a", "d"]
    assert len(database.statements) == 1


async def test_rows_outside_the_condition_are_none(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    where = equals(ItemRow.rank, 0)
    found = await fetch_by_keys(database.connection, ITEMS, [3, 0], where=where)
    assert [item and item.name for item in found] == [None, "a"]


async def test_no_keys_take_no_statement(database: Database) -> None:
    assert await fetch_by_keys(database.connection, ITEMS, []) == []
    assert database.statements == []


async def test_rows_are_loaded_as_far_as_selected(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    selection = selection_of("{ node { id ... on Item { name } } }")
    (item,) = await fetch_by_keys(database.connection, ITEMS, [1], selection=selection)
    assert item is not None
    assert item.name == "b"
    assert item.dates is UNSELECTED


async def test_composite_keys_are_found_in_one_statement(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    places = [(i, place) for i in range(3) for place in ("a", "b")]
    await database.insert(
        StockRow,
        *({"item_id": i, "place": place, "amount": Decimal(i)} for i, place in places),
    )
    keys = [(2, "b"), (9, "a"), (0, "a"), (0, "\x00")]
    found = await fetch_by_keys(database.connection, STOCK, keys)
    assert found == [
        Stock(place="b", amount=Decimal(2)),
        None,
        Stock(place="a", amount=Decimal(0)),
        None,
    ]
    assert len(database.statements) == 1


async def test_ten_thousand_keys_are_not_too_many(database: Database) -> None:
    await database.insert(ItemRow, *FIVE)
    found = await fetch_by_keys(database.connection, ITEMS, range(10_000))
    assert [item.name for item in found if item] == list("abcde")
    assert len(database.statements) == 1
    keys = [(i, "a") for i in range(10_000)]
    assert await fetch_by_keys(database.connection, STOCK, keys) == [None] * 10_000


def test_every_function_has_a_twin_for_a_plain_connection() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        Base.metadata.create_all(connection)
        connection.execute(insert(ItemRow), FIVE)
        page = read_page(connection, ITEMS, page=PageRequest(2))
        assert names(page) == "ab"
        (page,) = read_pages(connection, ITEMS, Parents(ItemRow.rank, [2]), page=PageRequest(2))
        assert names(page) == "e"
        found: Sequence[Item | None] = read_by_keys(connection, ITEMS, [4])
        assert [item and item.name for item in found] == ["e"]
        assert connection.execute(select(func.count()).select_from(ItemRow)).scalar_one() == 5
    engine.dispose()
