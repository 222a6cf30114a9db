"""What the readings of a connection share that ask for the same data in the same order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Dialect, Integer, Select, bindparam, literal_column, select

from graphwright.runtime.rows import Row, RowConstant, RowList
from graphwright.runtime.sql.keyset import Keyset, RowValues
from graphwright.runtime.sql.plan import Columns, RowPlan
from graphwright.runtime.unselected import UNSELECTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime.page import Edge, PageRequest
    from graphwright.runtime.selection import Selection
    from graphwright.runtime.sql.column import Condition
    from graphwright.runtime.sql.order import OrderTerm
    from graphwright.runtime.sql.source import KeysetSource

    # Only for checkers: the parameters of Select changed with SQLAlchemy 2.1.
    AnySelect: TypeAlias = Select[*tuple[Any, ...]]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

LIMIT: Final = bindparam("graphwright_limit", type_=Integer())
"""How many rows a statement reads: a parameter, so that it is one statement for all sizes."""


@dataclass(frozen=True, slots=True)
class Demand:
    """The parts of a connection that an operation asks for."""

    rows: bool = True
    nodes: bool = True
    cursors: bool = True
    end_cursors: bool = True
    next_page: bool = True
    previous_page: bool = True
    count: bool = True

    @classmethod
    def of(cls, selection: Selection | None) -> Demand:
        """Returns what is asked for by the selection of a connection field; None is all."""
        if selection is None:
            return cls()
        info = selection.child("pageInfo")
        return cls(
            rows=any(part in selection for part in ("edges", "nodes", "pageInfo")),
            nodes="nodes" in selection or selection.has("edges", "node"),
            cursors=selection.has("edges", "cursor"),
            end_cursors="startCursor" in info or "endCursor" in info,
            next_page="hasNextPage" in info,
            previous_page="hasPreviousPage" in info,
            count="count" in selection or "totalCount" in selection,
        )


@dataclass(frozen=True, kw_only=True)
class Shape(Generic[T_co]):
    """All about a reading but its values: its order and direction, its columns, what is wanted."""

    source: KeysetSource[T_co]
    keyset: Keyset
    backward: bool
    demand: Demand
    plan: RowPlan[T_co]
    order_name: str
    row_values: RowValues
    columns: Sequence[ColumnElement[Any]]
    """The columns of a row: those of the plan, then what the sort key has besides."""
    key_indexes: Sequence[int]
    """Where in a row the values of the sort key are; empty when they are not needed."""

    @classmethod
    def of(
        cls,
        source: KeysetSource[T],
        order: Sequence[OrderTerm],
        page: PageRequest,
        demand: Demand,
        node: Selection | None,
        dialect: Dialect,
    ) -> Shape[T]:
        """Returns the shape of a reading; `node` is what is selected of an object, None is all."""
        keyset = Keyset.of(order, source.key_columns)
        nothing = RowPlan[Any]((), RowConstant(UNSELECTED))
        plan = source.projection.plan(node) if demand.nodes else nothing
        columns = Columns(plan.columns)
        key_indexes: Sequence[int] = ()
        sees_behind = demand.next_page if page.backward else demand.previous_page
        if demand.cursors or demand.end_cursors or (page.cursor is not None and sees_behind):
            key_indexes = [columns.index(each) for each in keyset.expressions]
        stored = plan.of(dialect)
        selected = [*stored.columns, *columns.found[len(stored.columns) :]]
        return Shape(
            source=source,
            keyset=keyset,
            backward=page.backward,
            demand=demand,
            plan=stored,
            order_name=f"{source.name}({keyset.name})",
            row_values=RowValues.of(dialect),
            columns=selected or [literal_column("1")],
            key_indexes=key_indexes,
        )

    @property
    def sees_behind(self) -> bool:
        """Whether the operation asks if rows exist on the side that the page is not read to."""
        return self.demand.next_page if self.backward else self.demand.previous_page

    @cached_property
    def rows(self) -> AnySelect:
        """The statement of the first rows in the direction of reading, as many as LIMIT says.

        One object for all pages, which SQLAlchemy looks through but once for what it compiles to.
        """
        return self.select(self.columns).order_by(*self.ordered()).limit(LIMIT)

    def select(
        self, columns: Sequence[ColumnElement[Any]], *conditions: Condition | None
    ) -> AnySelect:
        """Returns the statement of the columns over the source, under the conditions given."""
        return under(select(*columns).select_from(self.source.from_clause), *conditions)

    def ordered(
        self, columns: Sequence[ColumnElement[Any]] | None = None
    ) -> list[ColumnElement[Any]]:
        """Returns the ORDER BY in the direction of reading; see `Keyset.clauses`."""
        return self.keyset.clauses(backward=self.backward, columns=columns)

    def edges(self, rows: Sequence[Row]) -> Sequence[Edge[T_co]]:
        """Returns the edges of a page's rows."""
        if not (self.demand.cursors or self.demand.end_cursors):
            return RowList(rows, self.plan.edge.form, self.plan.edge.build)
        size, last = len(self.plan.columns), len(rows) - 1
        with_cursors = [
            (
                *row[:size],
                self.cursor(row) if self.demand.cursors or index in {0, last} else UNSELECTED,
            )
            for index, row in enumerate(rows)
        ]
        edge = self.plan.edge_with_cursor
        return RowList(with_cursors, edge.form, edge.build)

    def cursor(self, row: Sequence[Any]) -> str:
        """Returns the cursor of a row."""
        values = [self.plan.value(row, index) for index in self.key_indexes]
        for term, value in zip(self.keyset.terms, values, strict=True):
            if value is None and not term.nullable:
                raise RuntimeError(
                    f"{self.source.name}: the order term {term.name} is NULL in a row, but not"
                    " declared nullable; wrap its column in nullable()"
                )
        return self.source.codec.encode(self.order_name, values)


def under(statement: AnySelect, *conditions: Condition | None) -> AnySelect:
    """Returns the statement under the conditions given; itself if there are none."""
    given = [each for each in conditions if each is not None]
    return statement.where(*given) if given else statement
