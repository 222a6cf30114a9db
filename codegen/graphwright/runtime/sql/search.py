"""Reading a source over an AsyncConnection; each function has a twin for a Connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from graphwright.runtime.sql.read import read_by_keys, read_page
from graphwright.runtime.sql.read_many import read_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from graphwright.runtime.page import Page, PageRequest
    from graphwright.runtime.selection import Selection
    from graphwright.runtime.sql.column import Condition
    from graphwright.runtime.sql.order import OrderTerm
    from graphwright.runtime.sql.source import KeysetSource, Parents

T = TypeVar("T")
K = TypeVar("K")


async def fetch_page(
    connection: AsyncConnection,
    source: KeysetSource[T],
    *,
    page: PageRequest,
    where: Condition | None = None,
    order: Sequence[OrderTerm] = (),
    selection: Selection | None = None,
) -> Page[T]:
    """Returns a page of the rows under a condition; see `read_page`."""
    return await connection.run_sync(
        read_page, source, page=page, where=where, order=order, selection=selection
    )


async def fetch_pages(
    connection: AsyncConnection,
    source: KeysetSource[T],
    parents: Parents[K],
    *,
    page: PageRequest,
    order: Sequence[OrderTerm] = (),
    selection: Selection | None = None,
) -> list[Page[T]]:
    """Returns a page for each parent; see `read_pages`."""
    return await connection.run_sync(
        read_pages, source, parents, page=page, order=order, selection=selection
    )


async def fetch_by_keys(
    connection: AsyncConnection,
    source: KeysetSource[T],
    keys: Sequence[Any],
    *,
    where: Condition | None = None,
    selection: Selection | None = None,
) -> list[T | None]:
    """Returns the object of each key; see `read_by_keys`."""
    return await connection.run_sync(read_by_keys, source, keys, where=where, selection=selection)
