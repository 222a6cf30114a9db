"""Tests of filter operators on SQLite and PostgreSQL, against plain Python."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, true
from tests.runtime.rows import ItemRow
from tests.runtime.shop import Status

from graphwright.runtime import UNSET, BadInput
from graphwright.runtime.sql import (
    after,
    all_of,
    any_of,
    before,
    contains,
    ends_with,
    enum_column,
    equals,
    gt,
    gte,
    i_contains,
    i_ends_with,
    i_equals,
    i_in,
    i_not_contains,
    i_not_ends_with,
    i_not_equals,
    i_not_in,
    i_not_starts_with,
    i_starts_with,
    in_,
    lt,
    lte,
    none_of,
    not_contains,
    not_ends_with,
    not_equals,
    not_in,
    not_starts_with,
    starts_with,
)
from graphwright.runtime.sql.text import fold_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.runtime.conftest import Database

    from graphwright.runtime.sql import Condition

TIME = datetime(2026, 2, 6, 2, 22, 20, 123456, UTC)

Operators: TypeAlias = "tuple[Callable[..., Any], Callable[..., Any], Callable[[str, str], bool]]"

TEXT_OPERATORS: dict[str, Operators] = {
    "contains": (contains, not_contains, lambda text, value: value in text),
    "starts_with": (starts_with, not_starts_with, str.startswith),
    "ends_with": (ends_with, not_ends_with, str.endswith),
    "equals": (equals, not_equals, str.__eq__),
}
FOLDED_OPERATORS: dict[str, Operators] = {
    "contains": (i_contains, i_not_contains, lambda text, value: value in text),
    "starts_with": (i_starts_with, i_not_starts_with, str.startswith),
    "ends_with": (i_ends_with, i_not_ends_with, str.endswith),
    "equals": (i_equals, i_not_equals, str.__eq__),
}

# Wildcards of LIKE and GLOB, letters of both cases, and letters whose cases are irregular.
ALPHABET = "aAbB%_!\\*?[]^-' /éÉßẞ東" + "\u03a3\u03c3\u03c2\u0130\u0131Ii"
TEXTS = st.text(ALPHABET, max_size=5)


def row(id: int, **values: Any) -> dict[str, Any]:
    empty = {"name": None, "code": None, "sold_at": None, "status": None, "price": None}
    return {"id": id, "rank": 0, "added_at": TIME, **empty, **values}


async def found(database: Database, condition: Condition | None) -> list[int]:
    """The ids of the rows under a condition."""
    statement = select(ItemRow.id).where(true() if condition is None else condition)
    return sorted((await database.connection.execute(statement)).scalars())


def fold(text: str) -> str:
    folded = fold_text(text)
    assert isinstance(folded, str)
    return folded


@pytest.mark.parametrize("operator", TEXT_OPERATORS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.none() | TEXTS, max_size=6), TEXTS)
@example([None, "", "a%b", "A%B", "a_b", "axb"], "a%b")
@example(["a\\b", "a!b", "a*b", "a[b]"], "a\\")
@example(["É", "é", "ΟΔΟΣ", "οδος"], "é")
async def test_text_operators_mean_what_they_mean_in_python(
    database: Database, operator: str, texts: Sequence[str | None], value: str
) -> None:
    """Wildcards are literals, case matters or not as asked, negations find NULL."""
    await database.refill(ItemRow, *(row(i, name=text) for i, text in enumerate(texts)))
    everything = set(range(len(texts)))
    for operators, map_text in ((TEXT_OPERATORS, str), (FOLDED_OPERATORS, fold)):
        positive, negative, holds = operators[operator]
        expected = {
            i
            for i, text in enumerate(texts)
            if text is not None and holds(map_text(text), map_text(value))
        }
        assert await found(database, positive(ItemRow.name, value)) == sorted(expected)
        assert await found(database, negative(ItemRow.name, value)) == sorted(everything - expected)


async def test_lists_of_values_find_any_of_them_and_negated_none(database: Database) -> None:
    names = ["a", "A", "É", "é", None, "b"]
    await database.insert(ItemRow, *(row(i, name=name) for i, name in enumerate(names)))
    assert await found(database, in_(ItemRow.name, ["a", "é"])) == [0, 3]
    assert await found(database, not_in(ItemRow.name, ["a", "é"])) == [1, 2, 4, 5]
    assert await found(database, i_in(ItemRow.name, ["A", "É"])) == [0, 1, 2, 3]
    assert await found(database, i_not_in(ItemRow.name, ["A", "É"])) == [4, 5]


async def test_an_empty_list_matches_nothing_and_negated_everything(database: Database) -> None:
    await database.insert(ItemRow, row(1, name="a"), row(2))
    for operator in (in_, i_in):
        assert await found(database, operator(ItemRow.name, [])) == []
    for operator in (not_in, i_not_in):
        assert await found(database, operator(ItemRow.name, [])) == [1, 2]


@pytest.mark.parametrize("value", [UNSET, None])
def test_a_value_that_was_not_sent_adds_no_condition(value: Any) -> None:
    operators: tuple[Callable[..., Any], ...] = (
        *(each for pair in TEXT_OPERATORS.values() for each in pair[:2]),
        *(each for pair in FOLDED_OPERATORS.values() for each in pair[:2]),
        *(in_, not_in, i_in, i_not_in, lt, lte, gt, gte, before, after),
    )
    for operator in operators:
        assert operator(ItemRow.name, value) is None


@pytest.mark.parametrize("value", ["a\x00b", "\x00", "\ud800"])
async def test_a_text_that_no_database_can_hold_matches_nothing(
    database: Database, value: str
) -> None:
    await database.insert(ItemRow, row(1, name="a"), row(2))
    for positive, negative, _ in (*TEXT_OPERATORS.values(), *FOLDED_OPERATORS.values()):
        assert await found(database, positive(ItemRow.name, value)) == []
        assert await found(database, negative(ItemRow.name, value)) == [1, 2]
    assert await found(database, in_(ItemRow.name, [value, "a"])) == [1]
    assert await found(database, i_in(ItemRow.name, [value, "A"])) == [1]


async def test_a_very_long_text_is_no_pattern_problem(database: Database) -> None:
    await database.insert(ItemRow, row(1, name="a"))
    assert await found(database, contains(ItemRow.name, "a" * 60_000)) == []
    assert await found(database, i_starts_with(ItemRow.name, "a" * 60_000)) == []


@pytest.mark.parametrize("operator", [in_, not_in, i_in, i_not_in])
def test_too_many_values_are_refused(operator: Callable[..., Any]) -> None:
    with pytest.raises(BadInput, match="at most 10000 values is taken, got 10001"):
        operator(ItemRow.name, ["a"] * 10_001)


async def test_ten_thousand_values_are_not_too_many(database: Database) -> None:
    await database.insert(ItemRow, row(1, name="a9999"))
    names = [f"a{i}" for i in range(10_000)]
    assert await found(database, in_(ItemRow.name, names)) == [1]
    assert await found(database, i_in(ItemRow.name, names)) == [1]


async def test_uuids_are_compared_as_such(database: Database) -> None:
    one, two = UUID(int=1), UUID(int=2)
    await database.insert(ItemRow, row(1, code=one), row(2, code=two), row(3))
    assert await found(database, equals(ItemRow.code, one)) == [1]
    assert await found(database, not_equals(ItemRow.code, one)) == [2, 3]
    assert await found(database, in_(ItemRow.code, [one, two])) == [1, 2]
    assert await found(database, not_in(ItemRow.code, [one])) == [2, 3]


async def test_times_are_compared_to_the_microsecond_whatever_their_offset(
    database: Database,
) -> None:
    later = TIME.replace(microsecond=123457)
    await database.insert(ItemRow, row(1, sold_at=TIME), row(2, sold_at=later), row(3))
    here = datetime.fromisoformat("2026-02-06T11:22:20.123456+09:00")
    assert await found(database, equals(ItemRow.sold_at, here)) == [1]
    assert await found(database, not_equals(ItemRow.sold_at, here)) == [2, 3]
    assert await found(database, after(ItemRow.sold_at, here)) == [2]
    assert await found(database, before(ItemRow.sold_at, later)) == [1]


async def test_numbers_are_compared_by_size(database: Database) -> None:
    await database.insert(ItemRow, *(row(i, rank=i) for i in (1, 2, 10)))
    assert await found(database, lt(ItemRow.rank, 2)) == [1]
    assert await found(database, lte(ItemRow.rank, 2)) == [1, 2]
    assert await found(database, gt(ItemRow.rank, 2)) == [10]
    assert await found(database, gte(ItemRow.rank, 2)) == [2, 10]


async def test_a_member_finds_every_value_stored_for_it(database: Database) -> None:
    column = enum_column(
        ItemRow.status,
        Status,
        {Status.NEW: ("new",), Status.USED: ("used", "worn"), Status.BROKEN: ()},
    )
    stored = ["new", "used", "worn", "lost", None]
    await database.insert(ItemRow, *(row(i, status=each) for i, each in enumerate(stored)))
    assert await found(database, equals(column, Status.USED)) == [1, 2]
    assert await found(database, not_equals(column, Status.USED)) == [0, 3, 4]
    assert await found(database, equals(column, Status.BROKEN)) == []
    assert await found(database, not_equals(column, Status.BROKEN)) == [0, 1, 2, 3, 4]
    assert await found(database, in_(column, [Status.NEW, Status.USED])) == [0, 1, 2]
    assert await found(database, not_in(column, [Status.NEW, Status.USED])) == [3, 4]
    assert await found(database, in_(column, [])) == []
    assert equals(column, UNSET) is None


async def test_members_are_stored_by_their_graphql_names_unless_told(database: Database) -> None:
    await database.insert(ItemRow, row(1, status="USED"))
    assert await found(database, equals(enum_column(ItemRow.status, Status), Status.USED)) == [1]


def test_a_member_without_stored_values_must_say_so() -> None:
    with pytest.raises(ValueError, match="Status: no stored value for USED, BROKEN"):
        enum_column(ItemRow.status, Status, {Status.NEW: ("new",)})


async def test_conditions_combine(database: Database) -> None:
    await database.insert(ItemRow, row(1, name="a", rank=1), row(2, name="b", rank=1), row(3))
    a, one = equals(ItemRow.name, "a"), equals(ItemRow.rank, 1)
    assert await found(database, all_of(a, None, one)) == [1]
    assert await found(database, any_of(a, one)) == [1, 2]
    assert await found(database, none_of(a)) == [2, 3]
    assert await found(database, none_of(a, one)) == [3]


async def test_negation_finds_rows_of_which_the_condition_is_unknown(database: Database) -> None:
    """In SQL NOT (NULL = 'a') is NULL, and the row would be lost."""
    await database.insert(ItemRow, row(1, name="a", rank=1), row(2, rank=1), row(3, rank=2))
    both = all_of(equals(ItemRow.name, "a"), equals(ItemRow.rank, 1))
    assert await found(database, none_of(both)) == [2, 3]
    assert await found(database, none_of(none_of(both))) == [1]
    assert await found(database, none_of(any_of(equals(ItemRow.name, "a")))) == [2, 3]


def test_nothing_to_combine_is_no_condition() -> None:
    assert all_of() is None
    assert all_of(None, None) is None
    assert any_of() is None
    assert none_of() is None


async def test_an_element_without_a_condition_holds_for_every_row(database: Database) -> None:
    await database.insert(ItemRow, row(1, name="a"), row(2))
    a = equals(ItemRow.name, "a")
    assert await found(database, any_of(a, None)) == [1, 2]
    assert await found(database, none_of(a, None)) == []
