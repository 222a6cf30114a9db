"""Row plans: the columns of a statement and the objects that are made of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import type_coerce
from sqlalchemy.types import NullType

from graphwright.runtime.page import Edge
from graphwright.runtime.rows import (
    Row,
    RowConstant,
    RowForm,
    RowObject,
    RowRead,
    RowValue,
    Serializers,
    builder,
)
from graphwright.runtime.sql.column import element
from graphwright.runtime.unselected import UNSELECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Dialect, SQLColumnExpression

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class RowPlan(Generic[T_co]):
    """The columns to select, in order, and how the object of such a row is read.

    A row may have more columns behind those of the plan.
    """

    columns: tuple[ColumnElement[Any], ...]
    read: RowRead
    converters: Mapping[int, Callable[[Any], Any]] = field(default_factory=dict[int, Any])
    """What is made of the values at some places before they are read."""
    shown: Mapping[int, Serializers] = field(default_factory=dict[int, Any])
    """What scalars make of the converted values at some places, made without them."""
    _stored: dict[Dialect, RowPlan[Any]] = field(
        init=False, repr=False, compare=False, default_factory=dict["Dialect", "RowPlan[Any]"]
    )

    def of(self, dialect: Dialect) -> RowPlan[T_co]:
        """Returns the plan by which rows are best read from a database.

        SQLite stores many types as text, which SQLAlchemy converts by one call from C for each
        value; called from the function that reads the row, the same converters take half as long.
        """
        if dialect.name != "sqlite":
            return self
        plan = self._stored.get(dialect)
        if plan is None:
            found = {place: _converter(each, dialect) for place, each in enumerate(self.columns)}
            converters = {place: each for place, each in found.items() if each is not None}
            columns = [
                type_coerce(each, NullType()) if place in converters else each
                for place, each in enumerate(self.columns)
            ]
            shown = {place: getattr(self.columns[place].type, "shown", {}) for place in converters}
            plan = RowPlan[Any](tuple(columns), self.read, converters, shown)
            self._stored[dialect] = plan
        return plan

    def value(self, row: Row, place: int) -> Any:
        """Returns what the value at a place of a row means."""
        convert = self.converters.get(place)
        return row[place] if convert is None else convert(row[place])

    @cached_property
    def build(self) -> Callable[[Row], T_co]:
        """Makes the object of a row."""
        return builder(self._form(self.read))

    @cached_property
    def edge(self) -> EdgePlan[T_co]:
        """How edges without cursors are read."""
        return self._edges(RowConstant(UNSELECTED))

    @cached_property
    def edge_with_cursor(self) -> EdgePlan[T_co]:
        """How edges are read whose cursor follows the columns of the plan in the row."""
        return self._edges(RowValue(None, (len(self.columns),)))

    def _edges(self, cursor: RowRead) -> EdgePlan[T_co]:
        read = RowObject(Edge, {"cursor": cursor, "node": self.read})
        form = self._form(read)
        return EdgePlan(form, builder(form))

    def _form(self, read: RowRead) -> RowForm:
        return RowForm(read, self.converters, self.shown)


@dataclass(frozen=True, slots=True)
class EdgePlan(Generic[T_co]):
    """How the edge of a row is read, and `build`, which makes it."""

    form: RowForm
    build: Callable[[Row], Edge[T_co]]


def _converter(column: ColumnElement[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """Returns what SQLAlchemy makes the values of a column with, if it does anything with them."""
    return column.type.dialect_impl(dialect).result_processor(dialect, None)


class Columns:
    """The distinct columns of a row, collected while what reads them is made."""

    __slots__ = ("_indexes", "found")

    def __init__(self, columns: Sequence[ColumnElement[Any]] = ()) -> None:
        self.found = list(columns)
        self._indexes = {id(column): index for index, column in enumerate(columns)}

    def index(self, column: SQLColumnExpression[Any]) -> int:
        """Returns the place of the column in the row; the same one for the same column."""
        wanted = element(column)
        place = self._indexes.setdefault(id(wanted), len(self.found))
        if place == len(self.found):
            self.found.append(wanted)
        return place
