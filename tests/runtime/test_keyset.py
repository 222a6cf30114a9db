"""Tests of orders, and of the conditions and indexes by which pages go on."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Enum as EnumOfColumn
from sqlalchemy import column, make_url, select, text
from sqlalchemy.dialects import sqlite
from tests.runtime.rows import ItemRow, StockRow
from tests.runtime.shop import ITEMS, Status, selection_of

from graphwright.runtime import PageRequest
from graphwright.runtime.sql import Keyset, fetch_page, not_null, nullable, order_term
from graphwright.runtime.sql.column import element
from graphwright.runtime.sql.keyset import GoOn, RowValues

if TYPE_CHECKING:
    from tests.runtime.conftest import Database

    from graphwright.runtime.sql import OrderTerm

START = datetime(2026, 1, 1, tzinfo=UTC)
KEY = (element(ItemRow.id),)
RANK = order_term("RANK", ItemRow.rank, descending=True)
NAME = order_term("NAME", ItemRow.name, descending=False)
SOLD = order_term("SOLD_AT", ItemRow.sold_at, descending=True)
RANK_UP = order_term("RANK", ItemRow.rank, descending=False)
DOUBLE = order_term("DOUBLE", not_null(ItemRow.rank * 2), descending=True)
ADDED = order_term("ADDED_AT", ItemRow.added_at, descending=True)
ID = order_term("ID", ItemRow.id, descending=False)


def sql(clause: Any) -> str:
    """The clause as SQLite reads it, with its values, on one line."""
    compiled = clause.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return re.sub(r"\s+", " ", str(compiled)).replace("items.", "")


def names(*terms: OrderTerm) -> list[str]:
    return [
        f"{term.name} {'desc' if term.descending else 'asc'}"
        for term in Keyset.of(terms, KEY).terms
    ]


def test_ties_are_broken_by_the_key_in_the_direction_of_the_last_term() -> None:
    assert names(NAME, RANK) == ["NAME asc", "RANK desc", "key0 desc"]
    assert names(RANK, NAME) == ["RANK desc", "NAME asc", "key0 asc"]
    assert names() == ["key0 asc"]


def test_the_key_is_not_added_where_it_is_ordered_by_already() -> None:
    assert names(RANK, ID) == ["RANK desc", "ID asc"]


def test_nothing_after_a_whole_key_matters() -> None:
    assert names(ID, NAME) == ["ID asc"]


def test_the_same_term_counts_once() -> None:
    other = order_term("RANK", ItemRow.rank, descending=False)
    assert names(RANK, other, NAME) == ["RANK desc", "NAME asc", "key0 asc"]


def test_only_the_missing_part_of_a_composite_key_is_added() -> None:
    key = (element(StockRow.item_id), element(StockRow.place))
    place = order_term("PLACE", StockRow.place, descending=True)
    keyset = Keyset.of([place], key)
    assert [sql(each) for each in keyset.clauses(backward=False)] == [
        "stock.place DESC",
        "stock.item_id DESC",
    ]


def test_the_name_of_an_order_tells_terms_directions_and_types() -> None:
    assert Keyset.of([SOLD, NAME], KEY).name == (
        "SOLD_AT:desc:UtcDateTime,NAME:asc:String,key0:asc:Integer"
    )


def test_nulls_are_mentioned_only_where_there_can_be_some() -> None:
    keyset = Keyset.of([RANK, SOLD], KEY)
    assert [sql(each) for each in keyset.clauses(backward=False)] == [
        "rank DESC",
        "sold_at DESC NULLS LAST",
        "id DESC",
    ]
    assert [sql(each) for each in keyset.clauses(backward=True)] == [
        "rank ASC",
        "sold_at ASC NULLS FIRST",
        "id ASC",
    ]


def test_nullability_is_declared_by_the_column_or_by_hand() -> None:
    assert not RANK.nullable
    assert NAME.nullable
    assert not order_term("X", not_null(ItemRow.name), descending=False).nullable
    assert order_term("X", nullable(ItemRow.rank), descending=False).nullable
    assert order_term("X", ItemRow.rank + 1, descending=False).nullable


def test_terms_of_one_direction_go_on_by_a_comparison_of_rows() -> None:
    keyset = Keyset.of([RANK], KEY)
    after = GoOn(values=[3, 7], backward=False)
    assert sql(keyset.beyond(after)) == "(rank, id) < (3, 7)"
    before = GoOn(values=[3, 7], backward=True, inclusive=True)
    assert sql(keyset.beyond(before)) == "(rank, id) >= (3, 7)"


def test_without_row_comparison_the_leading_term_is_bounded_twice() -> None:
    keyset = Keyset.of([RANK], KEY)
    after = GoOn(values=[3, 7], backward=False, row_values=RowValues.NOWHERE)
    assert sql(keyset.beyond(after)) == "rank <= 3 AND (rank = 3 AND id < 7 OR rank < 3)"


def test_on_sqlite_an_expression_is_a_range_of_its_own() -> None:
    keyset = Keyset.of([DOUBLE, RANK], KEY)
    after = GoOn(values=[6, 3, 7], backward=False, row_values=RowValues.COLUMNS)
    assert [sql(each) for each in keyset.regions(after)] == [
        "rank * 2 = 6 AND (rank, id) < (3, 7)",
        "rank * 2 < 6",
    ]
    elsewhere = GoOn(values=[6, 3, 7], backward=False)
    assert [sql(each) for each in keyset.regions(elsewhere)] == ["(rank * 2, rank, id) < (6, 3, 7)"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite://", RowValues.COLUMNS),
        ("postgresql+asyncpg://", RowValues.EXPRESSIONS),
        ("mysql+asyncmy://", RowValues.NOWHERE),
    ],
)
def test_databases_differ_in_what_they_compare_as_rows(url: str, expected: RowValues) -> None:
    assert RowValues.of(make_url(url).get_dialect()()) is expected


def test_terms_of_two_directions_go_on_range_by_range() -> None:
    keyset = Keyset.of([RANK, NAME], KEY)
    after = GoOn(values=[3, "x", 7], backward=False)
    assert [sql(each) for each in keyset.regions(after)] == [
        "rank = 3 AND (name, id) > ('x', 7)",
        "rank = 3 AND name IS NULL",
        "rank < 3",
    ]


def test_a_comparison_of_rows_may_begin_with_a_term_that_can_be_null_and_go_on_with_no_other() -> (
    None
):
    keyset = Keyset.of([NAME], KEY)
    values = ["x", 7]
    after, before = (GoOn(values=values, backward=each) for each in (False, True))
    assert [sql(each) for each in keyset.regions(after)] == [
        "(name, id) > ('x', 7)",
        "name IS NULL",
    ]
    assert [sql(each) for each in keyset.regions(before)] == ["(name, id) < ('x', 7)"]
    later = Keyset.of([RANK_UP, NAME], KEY)
    assert [sql(each) for each in later.regions(GoOn(values=[3, "x", 7], backward=False))] == [
        "rank = 3 AND (name, id) > ('x', 7)",
        "rank = 3 AND name IS NULL",
        "rank > 3",
    ]


def test_after_a_null_there_are_only_nulls() -> None:
    keyset = Keyset.of([NAME], KEY)
    after = GoOn(values=[None, 7], backward=False)
    assert [sql(each) for each in keyset.regions(after)] == ["name IS NULL AND id > 7"]
    before = GoOn(values=[None, 7], backward=True)
    assert [sql(each) for each in keyset.regions(before)] == [
        "name IS NULL AND id < 7",
        "name IS NOT NULL",
    ]


@pytest.mark.parametrize(
    ("backward", "value", "sizes"),
    [(False, "x", [1, 1]), (False, None, [1]), (True, "x", [1]), (True, None, [1, 1])],
)
def test_what_lies_across_the_border_of_the_nulls_is_for_later(
    backward: bool, value: str | None, sizes: list[int]
) -> None:
    keyset, go_on = Keyset.of([NAME], KEY), GoOn(values=[value, 7], backward=backward)
    stages = keyset.stages(go_on)
    assert [len(each) for each in stages] == sizes
    together = [sql(region) for stage in stages for region in stage]
    assert together == [sql(region) for region in keyset.regions(go_on)]


def test_ranges_without_such_a_border_are_read_at_once() -> None:
    keyset = Keyset.of([RANK, NAME], KEY)
    (stage,) = keyset.stages(GoOn(values=[3, "x", 7], backward=False))
    assert len(stage) == 3


def test_nothing_is_beyond_a_null_in_the_only_term() -> None:
    keyset = Keyset((NAME,))
    assert keyset.stages(GoOn(values=[None], backward=False)) == []
    assert sql(select(1).where(keyset.beyond(GoOn(values=[None], backward=False)))) == (
        "SELECT 1 WHERE 0 = 1"
    )


def test_an_enum_of_the_database_is_known_to_cursors() -> None:
    stored = column("status", EnumOfColumn(Status))
    keyset = Keyset.of([order_term("STATUS", stored, descending=False)], KEY)
    assert keyset.kinds == (Status, object)


def test_what_is_no_column_is_refused() -> None:
    wrong: Any = "name"
    with pytest.raises(TypeError, match="a str is not a column expression"):
        order_term("NAME", wrong, descending=False)


INDEXED_ORDERS = {
    "items (rank, id)": (RANK,),
    "items (added_at, rank, id)": (ADDED, RANK),
    "items (rank, added_at DESC, id DESC)": (RANK_UP, ADDED),
    "items (rank DESC, sold_at DESC{nulls_last}, id DESC)": (RANK, SOLD),
}


@pytest.mark.parametrize(
    ("index", "backward", "ranges"),
    [
        ("items (rank, id)", False, 1),
        ("items (rank, id)", True, 1),
        ("items (added_at, rank, id)", False, 1),
        ("items (added_at, rank, id)", True, 1),
        ("items (rank, added_at DESC, id DESC)", False, 2),
        ("items (rank, added_at DESC, id DESC)", True, 2),
        ("items (rank DESC, sold_at DESC{nulls_last}, id DESC)", False, 3),
        ("items (rank DESC, sold_at DESC{nulls_last}, id DESC)", True, 2),
    ],
)
async def test_an_index_on_the_order_takes_deep_pages_where_they_begin(
    database: Database, index: str, backward: bool, ranges: int
) -> None:
    """Every range is an index condition; nothing is filtered, and no more sorted than a page."""
    rows = [
        {
            "id": i,
            "rank": i % 7,
            "added_at": START + timedelta(seconds=i % 50),
            "sold_at": START + timedelta(seconds=i % 90) if i % 3 else None,
        }
        for i in range(3_000)
    ]
    await database.refill(ItemRow, *rows)
    order = INDEXED_ORDERS[index]
    connection = database.connection
    nulls_last = "" if database.is_sqlite else " NULLS LAST"
    await connection.execute(text("DROP INDEX items_by_rank"))
    await connection.execute(text("DROP INDEX items_by_added"))
    await connection.execute(text(f"CREATE INDEX chosen ON {index.format(nulls_last=nulls_last)}"))
    await connection.execute(text("ANALYZE items"))
    if not database.is_sqlite:
        await connection.execute(text("SET LOCAL enable_seqscan = off"))
        await connection.execute(text("SET LOCAL enable_bitmapscan = off"))
    middle = await fetch_page(connection, ITEMS, page=PageRequest(5, offset=1_500), order=order)
    database.forget()
    request = PageRequest(5, backward=backward, cursor=middle.end_cursor)
    selection = selection_of("{ items { edges { node { name } } } }")
    await fetch_page(connection, ITEMS, page=request, order=order, selection=selection)
    plan = await database.explain(0)
    if database.is_sqlite:
        assert plan.count("SEARCH items USING INDEX chosen") == ranges, plan
        assert "SCAN items" not in plan, plan
    else:
        assert plan.count("using chosen on items") == plan.count("Index Cond") == ranges, plan
        assert "Filter" not in plan, plan
