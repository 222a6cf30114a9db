"""Sources that are read by key: what the rows are, and what identifies and orders them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from sqlalchemy import ColumnClause, ColumnElement, FromClause, SQLColumnExpression, select

from graphwright.runtime.sql.column import Condition, element
from graphwright.runtime.sql.shape import Demand, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Dialect

    from graphwright.runtime.cursor import CursorCodec
    from graphwright.runtime.page import PageRequest
    from graphwright.runtime.selection import Selection
    from graphwright.runtime.sql.order import OrderTerm
    from graphwright.runtime.sql.projection import Projection

T_co = TypeVar("T_co", covariant=True)
K = TypeVar("K")

MAXIMUM_SHAPES: Final = 256
"""Shapes of readings that a source remembers; the oldest goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysetSource(Generic[T_co]):
    """Rows and the objects they become.

    `name` is what cursors are bound to, so that one connection refuses those of another.
    `key` is unique and never NULL. `from_` is needed only when the projection reads more
    than the table of the key, and must then have one row for each key.
    """

    name: str
    projection: Projection[T_co]
    key: tuple[SQLColumnExpression[Any], ...]
    codec: CursorCodec
    from_: FromClause | None = None
    _shapes: dict[Any, Shape[Any]] = field(
        init=False, repr=False, compare=False, default_factory=dict[Any, Shape[Any]]
    )

    @property
    def from_clause(self) -> FromClause:
        """What the rows are selected from."""
        if self.from_ is not None:
            return self.from_
        key = self.key_columns[0]
        if isinstance(key, ColumnClause) and key.table is not None:
            return key.table
        return select(key).get_final_froms()[0]

    @property
    def key_columns(self) -> tuple[ColumnElement[Any], ...]:
        """The expressions of the key."""
        return tuple(element(column) for column in self.key)

    def shape(
        self,
        order: Sequence[OrderTerm],
        page: PageRequest,
        selection: Selection | None,
        dialect: Dialect,
    ) -> Shape[T_co]:
        """Returns the shape of the reading of a page; None for the selection asks for everything.

        Shapes are remembered; orders count as the same if their columns are the same objects.
        """
        demand = Demand.of(selection)
        node: Selection | None = None
        if selection is not None:
            node = selection.child("edges").child("node") | selection.child("nodes")
            node = node.narrow(self.projection.type_name)
        key = (
            dialect,
            tuple(order),
            page.backward,
            page.cursor is None,
            demand,
            None if node is None else node.key,
        )
        found = self._shapes.get(key)
        if found is None:
            found = Shape.of(self, order, page, demand, node, dialect)
            if len(self._shapes) >= MAXIMUM_SHAPES:
                self._shapes.pop(next(iter(self._shapes)), None)
            self._shapes[key] = found
        return found


@dataclass(frozen=True, slots=True)
class Parents(Generic[K]):
    """The parents whose pages are read: the column that names a row's parent, and its values.

    `where` limits the rows of all parents. A key None stands for a parent without rows.
    """

    column: SQLColumnExpression[K | None]
    keys: Sequence[K | None]
    where: Condition | None = None
