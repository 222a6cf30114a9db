"""What the readings of a connection share that ask for the same data in the same order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Integer,
    Select,
    bindparam,
    literal_column,
    select,
    union_all,
)

from graphwright.runtime.rows import Row, RowConstant, RowList
from graphwright.runtime.sql.keyset import GoOn, Keyset, RowValues
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


def start_parameters(start: Sequence[object]) -> dict[str, object]:
    """Returns the parameters of a statement that goes on from the values of a sort key."""
    return {_start_name(place): value for place, value in enumerate(start) if value is not None}


def _start_name(place: int) -> str:
    return f"graphwright_start_{place}"


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
    _stages: dict[tuple[bool, ...], Sequence[Stage]] = field(
        init=False, repr=False, compare=False, default_factory=dict[Any, "Sequence[Stage]"]
    )

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

    def stages(self, start: Sequence[object], *, inclusive: bool) -> Sequence[Stage]:
        """Returns what is read from a sort key on, one stage after the other; see `Keyset.stages`.

        The values of the key are parameters, see `start_parameters`: the stages are the same for
        all keys with NULL at the same places.
        """
        pattern = (inclusive, *(value is None for value in start))
        found = self._stages.get(pattern)
        if found is None:
            values = [
                None if value is None else bindparam(_start_name(place), type_=expression.type)
                for place, (value, expression) in enumerate(
                    zip(start, self.keyset.expressions, strict=True)
                )
            ]
            go_on = GoOn(
                values=values,
                backward=self.backward,
                inclusive=inclusive,
                row_values=self.row_values,
            )
            found = [Stage(self, regions) for regions in self.keyset.stages(go_on)]
            self._stages[pattern] = found
        return found

    def together(
        self,
        columns: Sequence[ColumnElement[Any]],
        where: Condition | None,
        regions: Sequence[Condition],
        *,
        backward: bool,
    ) -> AnySelect:
        """Returns the statement of the rows in the regions, in the direction of reading."""
        order = self.keyset.clauses(backward=backward)
        if len(regions) == 1:
            return self.select(columns, where, regions[0]).order_by(*order).limit(LIMIT)
        read = Columns(columns)
        indexes = [read.index(each) for each in self.keyset.expressions]
        labelled = [each.label(f"c{index}") for index, each in enumerate(read.found)]
        parts = [
            self.select(labelled, where, region).order_by(*order).limit(LIMIT).subquery()
            for region in regions
        ]
        together = union_all(*(select(part) for part in parts)).subquery("together")
        outside = [together.c[index] for index in indexes]
        statement: AnySelect = select(*together.c)
        order = self.keyset.clauses(backward=backward, columns=outside)
        return statement.order_by(*order).limit(LIMIT)

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


@dataclass(frozen=True)
class Stage:
    """Some of the rows from a sort key on: those in regions next to one another."""

    shape: Shape[Any]
    regions: Sequence[Condition]

    def statement(self, where: Condition | None) -> AnySelect:
        """Returns the statement of the rows, as many as LIMIT says; without a condition, always one."""
        return self._unconditional if where is None else self._made(where)

    @cached_property
    def _unconditional(self) -> AnySelect:
        return self._made(None)

    def _made(self, where: Condition | None) -> AnySelect:
        shape = self.shape
        if len(self.regions) == 1:
            return under(shape.rows, where, *self.regions)
        return shape.together(shape.columns, where, self.regions, backward=shape.backward)


def under(statement: AnySelect, *conditions: Condition | None) -> AnySelect:
    """Returns the statement under the conditions given; itself if there are none."""
    given = [each for each in conditions if each is not None]
    return statement.where(*given) if given else statement
