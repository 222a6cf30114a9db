"""Row plans: the columns of a statement and the objects that are made of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from graphwright.runtime.page import Edge
from graphwright.runtime.rows import Row, RowConstant, RowObject, RowRead, RowValue, builder
from graphwright.runtime.sql.column import element
from graphwright.runtime.unselected import UNSELECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import ColumnElement, SQLColumnExpression

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class RowPlan(Generic[T_co]):
    """The columns to select, in order, and how the object of such a row is read.

    A row may have more columns behind those of the plan.
    """

    columns: tuple[ColumnElement[Any], ...]
    read: RowRead

    @cached_property
    def build(self) -> Callable[[Row], T_co]:
        """Makes the object of a row."""
        return builder(self.read)

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
        return EdgePlan(read, builder(read))


@dataclass(frozen=True, slots=True)
class EdgePlan(Generic[T_co]):
    """How the edge of a row is read, and `build`, which makes it."""

    read: RowObject
    build: Callable[[Row], Edge[T_co]]


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
