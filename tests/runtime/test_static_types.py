"""Tests of the runtime's types as an API: what type checkers infer, accept and refuse.

The functions named `check_…` are read by the type checkers of the project, not run.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Protocol, assert_type

import pytest
from mypy import api
from tests.runtime.rows import ItemRow
from tests.runtime.shop import Dates, Status

from graphwright.runtime import UNSET, ContextT, Info, Maybe, Page, given
from graphwright.runtime.sql import (
    Column,
    EnumColumn,
    Read,
    Source,
    column,
    constant,
    decoded,
    enum_column,
    equals,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Batch, MaybeAwaitable
    from graphwright.runtime.sql import Projection


def check_unset_narrows(value: Maybe[str], values: Maybe[Sequence[int]]) -> str:
    assert_type(given(values), "Sequence[int]")
    if value is UNSET or value is None:
        return ""
    assert_type(value, str)
    return value


def check_reads_have_the_types_of_their_columns() -> None:
    assert_type(column(ItemRow.rank), Read[int])
    assert_type(column(ItemRow.name), "Read[str | None]")
    assert_type(decoded(lambda rank: rank > 1, ItemRow.rank), Read[bool])
    assert_type(decoded(lambda _rank, name: name or "", ItemRow.rank, ItemRow.name), Read[str])
    assert_type(constant(1), Read[int])


def check_reads_are_covariant(read: Read[int]) -> Read[int | None]:
    return read


def check_a_projection_may_stand_for_a_nullable_object(
    dates: Projection[Dates],
) -> Source[Dates | None]:
    return dates


def check_columns_may_be_nullable_or_not() -> None:
    columns: tuple[Column[str], Column[int], EnumColumn[Status]] = (
        ItemRow.name,
        ItemRow.rank,
        enum_column(ItemRow.status, Status),
    )
    equals(columns[0], "x")
    equals(columns[1], UNSET)
    equals(columns[2], Status.NEW)


def check_pages_are_covariant(page: Page[bool]) -> Page[object]:
    return page


class Resolvers(Protocol[ContextT]):
    """As the generator emits them."""

    def one(self, info: Info[ContextT], *, id: str) -> MaybeAwaitable[str | None]: ...
    def many(self, parents: Sequence[str], info: Info[ContextT]) -> Batch[int]: ...


@dataclass
class Context:
    user: str


class Plain:
    def one(self, info: Info[Context], *, id: str) -> str:
        return info.context.user + id

    def many(self, parents: Sequence[str], info: Info[Context]) -> Sequence[int]:
        return [len(each) for each in parents]


class Asynchronous:
    async def one(self, info: Info[Context], *, id: str) -> str | None:
        return None

    async def many(self, parents: Sequence[str], info: Info[object]) -> Sequence[int | ValueError]:
        return [ValueError(each) for each in parents]


def check_methods_may_be_plain_or_asynchronous() -> tuple[Resolvers[Context], ...]:
    return Plain(), Asynchronous()


REFUSED = {
    "a nullable column for a field that is not": (
        "read: Read[str] = column(ItemRow.name)",
        "InstrumentedAttribute[str | None]",
    ),
    "a column of another type": (
        "read: Read[str] = column(ItemRow.rank)",
        "InstrumentedAttribute[int]",
    ),
    "a decoder of another type": (
        "read: Read[int] = decoded(str.upper, ItemRow.name)",
        "Callable[[str | None], int]",
    ),
    "an operator of another type": ("equals(enum_column(ItemRow.status, Status), 'NEW')", "equals"),
    "a filter column of another type": (
        "names: Column[str] = ItemRow.rank",
        "SQLColumnExpression[str | None]",
    ),
    "a projection without one of its fields": (
        "DatesProjection(added_at=column(ItemRow.added_at))",
        "sold_at",
    ),
    "a value that may be unset": (
        "def length(value: Maybe[str]) -> int:\n    return len(value)",
        "len",
    ),
}


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory, mypy_cache: Path) -> dict[str, str]:
    """What mypy says about each of the refused, by its name."""
    header = dedent(
        """
        from graphwright.runtime import Maybe
        from graphwright.runtime.sql import Column, Read, column, decoded, enum_column, equals
        from tests.runtime.rows import ItemRow
        from tests.runtime.shop import DatesProjection, Status
        """
    )
    folder = tmp_path_factory.mktemp("refused")
    names: dict[str, str] = {}
    for number, (name, (code, _)) in enumerate(REFUSED.items()):
        names[f"refused{number}.py"] = name
        (folder / f"refused{number}.py").write_text(f"{header}\n{code}\n")
    output, errors, _ = api.run(
        ["--strict", "--hide-error-context", f"--cache-dir={mypy_cache}", str(folder)]
    )
    assert not errors
    found = dict.fromkeys(REFUSED, "")
    for line in output.splitlines():
        file_name = Path(line.partition(":")[0]).name
        if file_name in names and ": error:" in line:
            found[names[file_name]] += line
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_mypy_refuses(complaints: dict[str, str], name: str) -> None:
    _, word = REFUSED[name]
    assert complaints[name], f"mypy accepts {name}"
    assert word in complaints[name]


def test_values_are_what_their_types_say() -> None:
    assert constant(Decimal(1)).decode is not None
    wide: Any = Page([], False, False, 0)
    assert check_pages_are_covariant(wide) is wide
    assert check_unset_narrows(UNSET, UNSET) == check_unset_narrows(None, None) == ""
    assert len(check_methods_may_be_plain_or_asynchronous()) == 2
