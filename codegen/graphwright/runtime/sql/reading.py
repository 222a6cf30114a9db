"""One reading of a connection: its statements, and the page of their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Dialect, literal_column

from graphwright.runtime.page import Page, PageRequest
from graphwright.runtime.sql.keyset import GoOn
from graphwright.runtime.sql.shape import LIMIT, Shape, start_parameters, under
from graphwright.runtime.unselected import UNSELECTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graphwright.runtime.selection import Selection
    from graphwright.runtime.sql.column import Condition
    from graphwright.runtime.sql.order import OrderTerm
    from graphwright.runtime.sql.shape import AnySelect
    from graphwright.runtime.sql.source import KeysetSource

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """A page request over a source, of a shape that others have too, and the row to go on from."""

    shape: Shape[T_co]
    page: PageRequest
    start: Sequence[object] | None

    @property
    def meets_start(self) -> bool:
        """Whether the row of the cursor is read as well: as long as it is there, it lies behind."""
        return self.start is not None and self.shape.sees_behind

    @property
    def limit(self) -> int:
        """How many rows to read: those of the page, one that follows, and that of the cursor."""
        return self.page.size + (2 if self.meets_start else 1)

    def statements(self, where: Condition | None) -> Iterator[AnySelect]:
        """Yields statements of the page's rows in the order of reading, each with LIMIT.

        The rows of one come before those of the next, which is needed only if those are too few.
        Where the rows to go on with are several ranges of an index, each is read by itself
        and no further than the page needs: a deep page costs what the first one does.
        """
        if self.start is None:
            statement = under(self.shape.rows, where)
            yield statement if self.page.offset is None else statement.offset(self.page.offset)
            return
        for stage in self.shape.stages(self.start, inclusive=self.meets_start):
            yield stage.statement(where)

    @property
    def parameters(self) -> Mapping[str, object]:
        """The parameters of the statements, besides LIMIT."""
        return {} if self.start is None else start_parameters(self.start)

    def statements_behind(self, where: Condition | None) -> Iterator[AnySelect]:
        """Yields statements of a row behind the page; there is none if they all have no result.

        The row is the first one on the way back from the cursor: without an order a database
        might look for any row from the wrong end of the table.
        """
        if self.start is None:
            yield self.shape.select([literal_column("1")], where).limit(LIMIT)
            return
        go_back = self._go_back(self.start)
        expressions = self.shape.keyset.expressions
        for regions in self.shape.keyset.stages(go_back):
            yield self.shape.together(expressions, where, regions, backward=go_back.backward)

    def after_start(self, rows: Sequence[Sequence[Any]]) -> tuple[Sequence[Sequence[Any]], bool]:
        """Returns the rows without that of the cursor, and whether it was the first of them."""
        if self.start is None or not self.meets_start or not rows:
            return rows, False
        shape = self.shape
        is_met = shape.cursor(rows[0]) == shape.source.codec.encode(shape.order_name, self.start)
        return (rows[1:], True) if is_met else (rows, False)

    def ahead(self) -> Condition | None:
        """Returns the condition of the rows from the cursor on; None without a cursor."""
        return None if self.start is None else self.shape.keyset.beyond(self._go_on(self.start))

    def behind(self) -> Condition | None:
        """Returns the condition of the rows up to the cursor, its own included."""
        return None if self.start is None else self.shape.keyset.beyond(self._go_back(self.start))

    def _go_on(self, start: Sequence[object]) -> GoOn:
        return GoOn(values=start, backward=self.page.backward, row_values=self.shape.row_values)

    def _go_back(self, start: Sequence[object]) -> GoOn:
        return GoOn(
            values=start,
            backward=not self.page.backward,
            inclusive=True,
            row_values=self.shape.row_values,
        )

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
        if not self.shape.demand.rows:
            return Page((), UNSELECTED, UNSELECTED, counted)
        more = len(rows) > self.page.size
        kept = list(rows[: self.page.size])
        if self.page.backward:
            kept.reverse()
        known_behind: bool = UNSELECTED if behind is None else behind
        return Page(
            edges=self.shape.edges(kept),
            has_next_page=known_behind if self.page.backward else more,
            has_previous_page=more if self.page.backward else known_behind,
            count=counted,
        )


def reading_of(
    source: KeysetSource[T],
    order: Sequence[OrderTerm],
    page: PageRequest,
    selection: Selection | None,
    dialect: Dialect,
) -> Reading[T]:
    """Returns the reading of a page; raises InvalidCursor for a cursor that is not of this order."""
    shape = source.shape(order, page, selection, dialect)
    start = None
    if page.cursor is not None:
        start = source.codec.decode(page.cursor, shape.order_name, shape.keyset.kinds)
    return Reading(shape, page, start)
