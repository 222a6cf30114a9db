"""Reading the pages of many parents at once, for connections nested below a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    ARRAY,
    Connection,
    FromClause,
    and_,
    column,
    func,
    literal,
    literal_column,
    select,
    true,
)

from graphwright.runtime.sql.column import element
from graphwright.runtime.sql.conditions import MAXIMUM_VALUES, is_storable
from graphwright.runtime.sql.plan import Columns
from graphwright.runtime.sql.read import read_page
from graphwright.runtime.sql.reading import Reading, reading_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphwright.runtime.page import Page, PageRequest
    from graphwright.runtime.selection import Selection
    from graphwright.runtime.sql.order import OrderTerm
    from graphwright.runtime.sql.shape import AnySelect
    from graphwright.runtime.sql.source import KeysetSource, Parents

T = TypeVar("T")
K = TypeVar("K")


def read_pages(
    connection: Connection,
    source: KeysetSource[T],
    parents: Parents[K],
    *,
    page: PageRequest,
    order: Sequence[OrderTerm] = (),
    selection: Selection | None = None,
) -> list[Page[T]]:
    """Returns a page for each parent, in order, each as `read_page` of its rows would.

    The number of statements does not grow with the parents: one for the rows of all (up to
    10,000 parents), one more for the counts, one more for the rows behind the pages.
    Raises InvalidCursor.
    """
    reading = reading_of(source, order, page, selection, connection.dialect)
    wanted = [each for each in dict.fromkeys(parents.keys) if each is not None]
    wanted = [each for each in wanted if is_storable(each)]
    if len(wanted) == 1:
        only = element(parents.column) == wanted[0]
        where = only if parents.where is None else and_(parents.where, only)
        found = read_page(
            connection, source, page=page, where=where, order=order, selection=selection
        )
        pages: dict[Any, Page[T]] = {wanted[0]: found}
    else:
        pages = {}
        for start in range(0, len(wanted), MAXIMUM_VALUES):
            chunk = wanted[start : start + MAXIMUM_VALUES]
            pages.update(_read_chunk(connection, reading, parents, chunk))
    empty = reading.page_of((), count=0 if reading.shape.demand.count else None, behind=False)
    return [pages.get(each, empty) for each in parents.keys]


def _read_chunk(
    connection: Connection, reading: Reading[T], parents: Parents[Any], keys: Sequence[Any]
) -> Mapping[Any, Page[T]]:
    shape = reading.shape
    # SQLite cannot join to each parent what is its own.
    joins = connection.dialect.name == "postgresql"
    rows: dict[Any, list[Sequence[Any]]] = {key: [] for key in keys}
    counts: dict[Any, int] = {}
    if shape.demand.rows:
        read = _joined_rows if joins else _ranked_rows
        for row in connection.execute(read(reading, parents, keys)):
            rows[row[0]].append(row[1:])
    parent = element(parents.column)
    if shape.demand.count:
        statement = shape.select([parent, func.count()], parents.where, parent.in_(keys))
        counts = {row[0]: row[1] for row in connection.execute(statement.group_by(parent))}
    known = {
        key: reading.known_behind(found, counts.get(key, 0) if shape.demand.count else None)
        for key, found in rows.items()
    }
    if shape.demand.rows and shape.sees_behind and None in known.values():
        ask = _joined_behind if joins else _distinct_behind
        present = set(connection.execute(ask(reading, parents, keys)).scalars())
        known = {key: (key in present) if each is None else each for key, each in known.items()}
    return {
        key: reading.page_of(
            found,
            count=counts.get(key, 0) if shape.demand.count else None,
            behind=known[key],
        )
        for key, found in rows.items()
    }


def _joined_rows(reading: Reading[Any], parents: Parents[Any], keys: Sequence[Any]) -> AnySelect:
    """Returns the rows of every parent's page, behind the parent's key, in order.

    Of each parent no more is read than its page, if an index has its rows in order.
    """
    owners = _owners(parents, keys)
    shape = reading.shape
    columns = Columns(shape.columns)
    sorted_by = [columns.index(each) for each in shape.keyset.expressions]
    page = (
        shape.select(
            [each.label(f"c{index}") for index, each in enumerate(columns.found)],
            parents.where,
            element(parents.column) == owners.c.key,
            reading.ahead(),
        )
        .order_by(*shape.ordered())
        .limit(reading.page.size + 1)
        .offset(reading.page.offset)
        .lateral("page")
    )
    statement: AnySelect = select(owners.c.key, *page.c).join_from(owners, page, true())
    return statement.order_by(*shape.ordered([page.c[index] for index in sorted_by]))


def _joined_behind(reading: Reading[Any], parents: Parents[Any], keys: Sequence[Any]) -> AnySelect:
    """Returns the keys of the parents with a row behind the page; one is read of each."""
    owners = _owners(parents, keys)
    shape = reading.shape
    row = (
        shape.select(
            [literal_column("1")],
            parents.where,
            element(parents.column) == owners.c.key,
            reading.behind(),
        )
        .order_by(*shape.keyset.clauses(backward=not reading.page.backward))
        .limit(1)
        .lateral("found")
    )
    statement: AnySelect = select(owners.c.key)
    return statement.join_from(owners, row, true())


def _owners(parents: Parents[Any], keys: Sequence[Any]) -> FromClause:
    """Returns a table of the keys."""
    type_ = element(parents.column).type
    unnested = func.unnest(literal(list(keys), ARRAY(type_)))
    return unnested.table_valued(column("key", type_)).render_derived(name="owners")


def _ranked_rows(reading: Reading[Any], parents: Parents[Any], keys: Sequence[Any]) -> AnySelect:
    """Returns what `_joined_rows` does; all rows of all parents are read."""
    parent = element(parents.column)
    shape = reading.shape
    place = func.row_number().over(partition_by=parent, order_by=shape.ordered())
    columns = [parent, *shape.columns, place]
    ranked = shape.select(
        [element(each).label(f"c{index}") for index, each in enumerate(columns)],
        parents.where,
        parent.in_(keys),
        reading.ahead(),
    ).subquery("ranked")
    *read, rank = ranked.c
    skipped = reading.page.offset or 0
    statement: AnySelect = select(*read).where(
        rank > skipped, rank <= skipped + reading.page.size + 1
    )
    return statement.order_by(rank)


def _distinct_behind(
    reading: Reading[Any], parents: Parents[Any], keys: Sequence[Any]
) -> AnySelect:
    """Returns what `_joined_behind` does."""
    parent = element(parents.column)
    found = reading.shape.select([parent], parents.where, parent.in_(keys), reading.behind())
    return found.distinct()
