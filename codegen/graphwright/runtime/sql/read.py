"""Reading a page of a source, or rows by their keys, over a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import Connection, func, select, tuple_

from graphwright.runtime.sql.conditions import MAXIMUM_VALUES, is_storable
from graphwright.runtime.sql.reading import reading_of
from graphwright.runtime.sql.shape import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphwright.runtime.page import Page, PageRequest
    from graphwright.runtime.selection import Selection
    from graphwright.runtime.sql.column import Condition
    from graphwright.runtime.sql.order import OrderTerm
    from graphwright.runtime.sql.reading import Reading
    from graphwright.runtime.sql.source import KeysetSource

T = TypeVar("T")

BY_POSITION: Final = {"_result_disable_adapt_to_context": True}
"""Options of statements whose rows are read by position: SQLAlchemy need not find out again which
expression each column is, which it does whenever a statement is built anew."""


def read_page(
    connection: Connection,
    source: KeysetSource[T],
    *,
    page: PageRequest,
    where: Condition | None = None,
    order: Sequence[OrderTerm] = (),
    selection: Selection | None = None,
) -> Page[T]:
    """Returns a page of the rows under a condition, in an order completed by the key.

    `selection` is that of the connection field; None asks for everything. One statement reads
    the rows, unless the page goes over to rows that are NULL in what they are sorted by, which
    takes one more. When hasPreviousPage (hasNextPage of a backward page) is selected, the row of
    the cursor is read too, and if it is gone, a statement of its own asks for others behind the
    page. One more counts when the count is selected. Raises InvalidCursor.
    """
    reading = reading_of(source, order, page, selection, connection.dialect)
    rows: Sequence[Sequence[Any]] = ()
    has_met_start = False
    shape = reading.shape
    if shape.demand.rows:
        rows, has_met_start = reading.after_start(_rows(connection, reading, where))
    count: int | None = None
    if shape.demand.count:
        count = connection.execute(shape.select([func.count()], where)).scalar_one()
    behind = has_met_start or reading.known_behind(rows, count)
    if behind is None and shape.sees_behind:
        asked = reading.statements_behind(where)
        behind = any(connection.execute(each, {LIMIT.key: 1}).first() is not None for each in asked)
    return reading.page_of(rows, count=count, behind=behind)


def read_by_keys(
    connection: Connection,
    source: KeysetSource[T],
    keys: Sequence[Any],
    *,
    where: Condition | None = None,
    selection: Selection | None = None,
) -> list[T | None]:
    """Returns the object of each key, in order; None where no row under the condition has it.

    A key is a value, or a tuple of values for a key of several columns. `selection` is that
    of the objects themselves; None asks for everything. One statement reads all, up to
    10,000 keys.
    """
    plan = source.projection.plan(selection).of(connection.dialect)
    key = source.key_columns
    single = len(key) == 1
    sought = key[0] if single else tuple_(*key)
    statement = select(*plan.columns, *key).select_from(source.from_clause)
    if where is not None:
        statement = statement.where(where)
    size = len(plan.columns)
    found: dict[Any, T] = {}
    for chunk in _chunks(keys, single=single):
        wanted = statement.where(sought.in_(chunk))
        for row in connection.execute(wanted, execution_options=BY_POSITION):
            found[row[size] if single else tuple(row[size:])] = plan.build(row)
    return [found.get(each) for each in keys]


def _rows(
    connection: Connection, reading: Reading[Any], where: Condition | None
) -> Sequence[Sequence[Any]]:
    rows: list[Sequence[Any]] = []
    for statement in reading.statements(where):
        missing = reading.limit - len(rows)
        if not missing:
            break
        parameters = {**reading.parameters, LIMIT.key: missing}
        rows += connection.execute(statement, parameters, execution_options=BY_POSITION).all()
    return rows


def _chunks(keys: Sequence[Any], *, single: bool) -> Iterator[Sequence[Any]]:
    wanted = [
        each
        for each in dict.fromkeys(keys)
        if (is_storable(each) if single else all(map(is_storable, each)))
    ]
    size = MAXIMUM_VALUES if single else MAXIMUM_VALUES // 2
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]
