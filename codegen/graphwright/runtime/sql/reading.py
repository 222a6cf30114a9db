"""One reading of a connection: what the operation wants of it, its statements, its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Select,
    literal_column,
    select,
    union_all,
)

from graphwright.runtime.page import Edge, Page, PageRequest
from graphwright.runtime.rows import Row, RowConstant, RowList
from graphwright.runtime.sql.keyset import GoOn, Keyset, RowValues
from graphwright.runtime.sql.plan import Columns, RowPlan
from graphwright.runtime.unselected import UNSELECTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphwright.runtime.selection import Selection
    from graphwright.runtime.sql.column import Condition
    from graphwright.runtime.sql.order import OrderTerm
    from graphwright.runtime.sql.projection import Projection
    from graphwright.runtime.sql.source import KeysetSource

    # Only for checkers: the parameters of Select changed with SQLAlchemy 2.1.
    AnySelect: TypeAlias = Select[*tuple[Any, ...]]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


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


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """A page request over a source: its order, the row to go on from, and what is wanted."""

    source: KeysetSource[T_co]
    keyset: Keyset
    page: PageRequest
    demand: Demand
    plan: RowPlan[T_co]
    order_name: str
    start: Sequence[object] | None
    row_values: RowValues
    columns: Sequence[ColumnElement[Any]]
    """The columns of a row: those of the plan, then what the sort key has besides."""
    key_indexes: Sequence[int]
    """Where in a row the values of the sort key are; empty when they are not needed."""

    @property
    def sees_behind(self) -> bool:
        """Whether the operation asks if rows exist on the side that the page is not read to."""
        return self.demand.next_page if self.page.backward else self.demand.previous_page

    @property
    def meets_start(self) -> bool:
        """Whether the row of the cursor is read as well: as long as it is there, it lies behind."""
        return self.start is not None and self.sees_behind

    @property
    def limit(self) -> int:
        """How many rows to read: those of the page, one that follows, and that of the cursor."""
        return self.page.size + (2 if self.meets_start else 1)

    def statements(self, where: Condition | None) -> Iterator[AnySelect]:
        """Yields statements of the page's rows in the order of reading, each without a limit.

        The rows of one come before those of the next, which is needed only if those are too few.
        Where the rows to go on with are several ranges of an index, each is read by itself
        and no further than the page needs: a deep page costs what the first one does.
        """
        if self.start is None:
            statement = self.select(self.columns, where).order_by(*self.ordered())
            yield statement.offset(self.page.offset)
            return
        go_on = self._go_on(self.start, inclusive=self.meets_start)
        for regions in self.keyset.stages(go_on):
            yield self._read(self.columns, where, regions, go_on, self.limit)

    def statements_behind(self, where: Condition | None) -> Iterator[AnySelect]:
        """Yields statements of a row behind the page; there is none if they all have no result.

        The row is the first one on the way back from the cursor: without an order a database
        might look for any row from the wrong end of the table.
        """
        if self.start is None:
            yield self.select([literal_column("1")], where).limit(1)
            return
        go_back = self._go_back(self.start)
        for regions in self.keyset.stages(go_back):
            yield self._read(self.keyset.expressions, where, regions, go_back, 1).limit(1)

    def after_start(self, rows: Sequence[Sequence[Any]]) -> tuple[Sequence[Sequence[Any]], bool]:
        """Returns the rows without that of the cursor, and whether it was the first of them."""
        if self.start is None or not self.meets_start or not rows:
            return rows, False
        is_met = self._cursor(rows[0]) == self.source.codec.encode(self.order_name, self.start)
        return (rows[1:], True) if is_met else (rows, False)

    def ordered(
        self, columns: Sequence[ColumnElement[Any]] | None = None
    ) -> list[ColumnElement[Any]]:
        """Returns the ORDER BY in the direction of reading; see `Keyset.clauses`."""
        return self.keyset.clauses(backward=self.page.backward, columns=columns)

    def ahead(self) -> Condition | None:
        """Returns the condition of the rows from the cursor on; None without a cursor."""
        return None if self.start is None else self.keyset.beyond(self._go_on(self.start))

    def behind(self) -> Condition | None:
        """Returns the condition of the rows up to the cursor, its own included."""
        return None if self.start is None else self.keyset.beyond(self._go_back(self.start))

    def _read(
        self,
        columns: Sequence[ColumnElement[Any]],
        where: Condition | None,
        regions: Sequence[Condition],
        go_on: GoOn,
        limit: int,
    ) -> AnySelect:
        """Returns the statement of the rows in the regions, in the direction of reading."""
        order = self.keyset.clauses(backward=go_on.backward)
        if len(regions) == 1:
            return self.select(columns, where, regions[0]).order_by(*order)
        read = Columns(columns)
        indexes = [read.index(each) for each in self.keyset.expressions]
        labelled = [each.label(f"c{index}") for index, each in enumerate(read.found)]
        parts = [
            self.select(labelled, where, region).order_by(*order).limit(limit).subquery()
            for region in regions
        ]
        together = union_all(*(select(part) for part in parts)).subquery("together")
        outside = [together.c[index] for index in indexes]
        statement: AnySelect = select(*together.c)
        return statement.order_by(*self.keyset.clauses(backward=go_on.backward, columns=outside))

    def _go_on(self, start: Sequence[object], *, inclusive: bool = False) -> GoOn:
        return GoOn(
            values=start,
            backward=self.page.backward,
            inclusive=inclusive,
            row_values=self.row_values,
        )

    def _go_back(self, start: Sequence[object]) -> GoOn:
        return GoOn(
            values=start,
            backward=not self.page.backward,
            inclusive=True,
            row_values=self.row_values,
        )

    def select(
        self, columns: Sequence[ColumnElement[Any]], *conditions: Condition | None
    ) -> AnySelect:
        """Returns the statement of the columns over the source, under the conditions given."""
        statement: AnySelect = select(*columns).select_from(self.source.from_clause)
        return statement.where(*(each for each in conditions if each is not None))

    def known_behind(self, rows: Sequence[Any], count: int | None) -> bool | None:
        """Returns whether rows exist behind the page; None when only a query can tell."""
        if self.page.offset is None:
            return False if self.start is None else None
        if self.page.offset == 0:
            return False
        if rows:
            return True
        return None if count is None else count > 0

    def page_of(
        self, rows: Sequence[Sequence[Any]], *, count: int | None, behind: bool | None
    ) -> Page[T_co]:
        """Returns the page of the rows read, of which one more than its size means more follow.

        `count` and `behind` are None when they are not known.
        """
        counted: int = UNSELECTED if count is None else count
        if not self.demand.rows:
            return Page((), UNSELECTED, UNSELECTED, counted)
        more = len(rows) > self.page.size
        kept = list(rows[: self.page.size])
        if self.page.backward:
            kept.reverse()
        known_behind: bool = UNSELECTED if behind is None else behind
        return Page(
            edges=self._edges(kept),
            has_next_page=known_behind if self.page.backward else more,
            has_previous_page=more if self.page.backward else known_behind,
            count=counted,
        )

    def _edges(self, rows: Sequence[Row]) -> Sequence[Edge[T_co]]:
        if not (self.demand.cursors or self.demand.end_cursors):
            return RowList(rows, self.plan.edge.form, self.plan.edge.build)
        size, last = len(self.plan.columns), len(rows) - 1
        with_cursors = [
            (
                *row[:size],
                self._cursor(row) if self.demand.cursors or index in {0, last} else UNSELECTED,
            )
            for index, row in enumerate(rows)
        ]
        edge = self.plan.edge_with_cursor
        return RowList(with_cursors, edge.form, edge.build)

    def _cursor(self, row: Sequence[Any]) -> str:
        values = [self.plan.value(row, index) for index in self.key_indexes]
        for term, value in zip(self.keyset.terms, values, strict=True):
            if value is None and not term.nullable:
                raise RuntimeError(
                    f"{self.source.name}: the order term {term.name} is NULL in a row, but not"
                    " declared nullable; wrap its column in nullable()"
                )
        return self.source.codec.encode(self.order_name, values)


def reading_of(
    source: KeysetSource[T],
    order: Sequence[OrderTerm],
    page: PageRequest,
    selection: Selection | None,
    dialect: Dialect,
) -> Reading[T]:
    """Returns the reading of a page; raises InvalidCursor for a cursor that is not of this order."""
    demand = Demand.of(selection)
    keyset = Keyset.of(order, source.key_columns)
    order_name = f"{source.name}({keyset.name})"
    start = None
    if page.cursor is not None:
        start = source.codec.decode(page.cursor, order_name, keyset.kinds)
    plan = _plan(source.projection, demand, selection)
    columns = Columns(plan.columns)
    key_indexes: Sequence[int] = ()
    sees_behind = demand.next_page if page.backward else demand.previous_page
    if demand.cursors or demand.end_cursors or (start is not None and sees_behind):
        key_indexes = [columns.index(each) for each in keyset.expressions]
    stored = plan.of(dialect)
    selected = [*stored.columns, *columns.found[len(stored.columns) :]]
    return Reading(
        source=source,
        keyset=keyset,
        page=page,
        demand=demand,
        plan=stored,
        order_name=order_name,
        start=start,
        row_values=RowValues.of(dialect),
        columns=selected or [literal_column("1")],
        key_indexes=key_indexes,
    )


def _plan(projection: Projection[T], demand: Demand, selection: Selection | None) -> RowPlan[T]:
    if not demand.nodes:
        return RowPlan((), RowConstant(UNSELECTED))
    if selection is None:
        return projection.plan(None)
    return projection.plan(selection.child("edges").child("node") | selection.child("nodes"))
