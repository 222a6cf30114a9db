"""Tests of column types and exact sums on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import case, func, insert, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError
from tests.runtime.rows import ItemRow, StockRow

from graphwright.runtime.scalars import serialize_date_time
from graphwright.runtime.sql import ExactDecimal, UtcDateTime, decimal_sum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.runtime.conftest import Database

START = datetime(2026, 1, 1, tzinfo=UTC)
BOUND = Decimal(10) ** 18
AMOUNTS = st.decimals(-BOUND + 1, BOUND - 1, places=6, allow_nan=False)

fixed_fixture = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def item(id: int, **values: Any) -> dict[str, Any]:
    return {"id": id, "rank": 0, "added_at": START, "price": None, "extra": None, **values}


async def column_of(database: Database, statement: Any) -> list[Any]:
    return list((await database.connection.execute(statement)).scalars())


@given(
    st.datetimes().map(lambda time: time.isoformat(" ", "microseconds"))
    | st.datetimes(timezones=st.just(UTC)).map(str)
    | st.dates().map(str)
    | st.sampled_from(["2026-W06-1 13:57:00.926693", "2026-02-30 00:00:00.000001", "soon", ""])
)
@example("2026-02-09 13:57:00.000000")
@example("2026-02-09 13:57:00.92669Z")
@example("2026-02-09 13:57:00+02:00")
def test_a_time_is_shown_from_its_text_as_it_would_be_when_read(stored: str) -> None:
    """What an answer has of a time does not depend on whether the time was made."""
    read = UtcDateTime().result_processor(sqlite.dialect(), None)
    show = UtcDateTime().shown[serialize_date_time]
    try:
        time = read(stored)
    except ValueError:
        with pytest.raises(ValueError, match=r"isoformat|day"):
            show(stored)
    else:
        assert show(stored) == serialize_date_time(time)


@fixed_fixture
@given(
    st.lists(
        st.datetimes(
            datetime.fromisoformat("0001-01-02"),
            datetime.fromisoformat("9999-12-30"),
            timezones=st.just(UTC) | st.just(timezone(timedelta(hours=-7, minutes=-30))),
        ),
        min_size=1,
        max_size=5,
    )
)
async def test_times_are_read_back_in_utc_and_sort_by_time(
    database: Database, times: list[datetime]
) -> None:
    rows = [item(i, added_at=time) for i, time in enumerate(times)]
    await database.refill(ItemRow, *rows)
    read = await column_of(database, select(ItemRow.added_at).order_by(ItemRow.id))
    assert read == times
    assert {each.tzinfo for each in read} == {UTC}
    by_time = await column_of(database, select(ItemRow.added_at).order_by(ItemRow.added_at))
    assert by_time == sorted(times)


async def test_a_time_without_a_zone_is_not_stored(database: Database) -> None:
    naive = datetime.fromisoformat("2026-01-01T00:00:00")
    with pytest.raises(StatementError, match="a stored time needs a time zone"):
        await database.insert(ItemRow, item(1, added_at=naive))


async def test_sqlite_stores_times_as_text_of_one_width(database: Database) -> None:
    if not database.is_sqlite:
        return
    await database.insert(ItemRow, item(1), item(2, added_at=START.replace(microsecond=5)))
    stored = await column_of(database, text("SELECT added_at FROM items ORDER BY id"))
    assert stored == ["2026-01-01 00:00:00.000000", "2026-01-01 00:00:00.000005"]


@fixed_fixture
@given(st.lists(AMOUNTS, min_size=1, max_size=6))
async def test_decimals_are_exact_and_sort_by_size(
    database: Database, amounts: list[Decimal]
) -> None:
    await database.refill(ItemRow, *(item(i, price=each) for i, each in enumerate(amounts)))
    assert await column_of(database, select(ItemRow.price).order_by(ItemRow.id)) == amounts
    by_size = await column_of(database, select(ItemRow.price).order_by(ItemRow.price))
    assert by_size == sorted(amounts)
    largest = await column_of(database, select(func.max(ItemRow.price)))
    assert largest == [max(amounts)]
    below = select(ItemRow.price).where(ItemRow.price < amounts[0]).order_by(ItemRow.id)
    assert await column_of(database, below) == [each for each in amounts if each < amounts[0]]


async def test_more_decimal_places_are_rounded_half_up(database: Database) -> None:
    amounts = ["0.0000005", "-0.0000005", "0.00000049", "1.9999995"]
    rows = [item(i, price=Decimal(each)) for i, each in enumerate(amounts)]
    await database.insert(ItemRow, *rows)
    read = await column_of(database, select(ItemRow.price).order_by(ItemRow.id))
    assert read == [Decimal("0.000001"), Decimal("-0.000001"), Decimal(0), Decimal(2)]


async def test_whole_numbers_are_taken_too(database: Database) -> None:
    await database.insert(ItemRow, item(1, price=7))
    assert await column_of(database, select(ItemRow.price)) == [Decimal(7)]
    assert await column_of(database, select(ItemRow.id).where(ItemRow.price > 6)) == [1]


@pytest.mark.parametrize("amount", [BOUND, -BOUND, BOUND - Decimal("0.0000001"), 10**30])
async def test_a_number_that_does_not_fit_is_not_stored(
    database: Database, amount: Decimal
) -> None:
    with pytest.raises(StatementError, match="does not fit numeric"):
        await database.connection.execute(insert(ItemRow), item(1, price=amount))


@pytest.mark.parametrize("amount", ["NaN", "Infinity"])
async def test_what_is_no_number_is_not_stored(database: Database, amount: str) -> None:
    with pytest.raises(StatementError, match="does not fit numeric"):
        await database.connection.execute(insert(ItemRow), item(1, price=Decimal(amount)))


async def test_a_sum_by_sql_is_noticed_on_sqlite(database: Database) -> None:
    """It would be a sum of texts; on PostgreSQL it is right."""
    await database.insert(ItemRow, item(1, price=1), item(2, price=2))
    statement = select(func.sum(ItemRow.price))
    if database.is_sqlite:
        with pytest.raises(TypeError, match=r"sums are made by decimal_sum\(\)"):
            await column_of(database, statement)
    else:
        assert await column_of(database, statement) == [3]


@fixed_fixture
@given(st.lists(st.none() | AMOUNTS, max_size=6))
async def test_sums_are_exact_and_leave_out_nulls(
    database: Database, amounts: Sequence[Decimal | None]
) -> None:
    await database.refill(ItemRow, *(item(i, price=each) for i, each in enumerate(amounts)))
    present = [each for each in amounts if each is not None]
    expected = sum(present, Decimal(0)) if present else None
    assert await column_of(database, select(decimal_sum(ItemRow.price))) == [expected]


async def test_sums_are_made_by_group_under_a_condition_and_of_expressions(
    database: Database,
) -> None:
    await database.insert(
        ItemRow,
        item(1, rank=1, price=Decimal("1.5")),
        item(2, rank=1, price=Decimal("-2")),
        item(3, rank=2),
    )
    await database.insert(
        StockRow, *({"item_id": i, "place": "a", "amount": Decimal(10)} for i in (1, 2, 3))
    )
    amount = func.coalesce(ItemRow.price, StockRow.amount)
    positive = case((ItemRow.price > 0, ItemRow.price))
    statement = (
        select(ItemRow.rank, decimal_sum(amount), decimal_sum(positive))
        .join_from(ItemRow, StockRow, ItemRow.id == StockRow.item_id)
        .group_by(ItemRow.rank)
        .order_by(ItemRow.rank)
    )
    rows = [tuple(row) for row in await database.connection.execute(statement)]
    assert rows == [(1, Decimal("-0.5"), Decimal("1.5")), (2, Decimal(10), None)]


def test_only_exact_decimals_are_summed() -> None:
    rank: Any = ItemRow.rank
    with pytest.raises(TypeError, match="takes an ExactDecimal, not a Integer"):
        decimal_sum(rank)


@pytest.mark.parametrize(
    "document",
    [{"a": [1, 2.5, "é", None, True]}, [], {}, "text", 0, False, None],
)
async def test_documents_are_read_back_as_they_are(database: Database, document: Any) -> None:
    await database.insert(ItemRow, item(1, extra=document))
    assert await column_of(database, select(ItemRow.extra)) == [document]


async def test_no_document_is_null(database: Database) -> None:
    await database.insert(ItemRow, item(1, extra=None))
    assert await column_of(database, select(ItemRow.id).where(ItemRow.extra.is_(None))) == [1]


async def test_a_broken_document_does_not_hide_its_neighbours(database: Database) -> None:
    """PostgreSQL takes none in the first place."""
    if not database.is_sqlite:
        return
    await database.insert(ItemRow, item(1), item(2, extra={"a": 1}))
    await database.connection.execute(text("UPDATE items SET extra = '{broken' WHERE id = 1"))
    read = await column_of(database, select(ItemRow.extra).order_by(ItemRow.id))
    assert read == ["{broken", {"a": 1}]


def test_types_know_their_python_types() -> None:
    assert UtcDateTime().python_type is datetime
    assert ExactDecimal().python_type is Decimal
