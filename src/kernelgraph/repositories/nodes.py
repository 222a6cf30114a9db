"""Nodes from their tables: what the repositories of all types have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from graphwright.runtime import encode_global_id
from graphwright.runtime.sql import (
    Condition,
    KeysetSource,
    OrderTerm,
    Parents,
    Read,
    all_of,
    fetch_by_keys,
    fetch_page,
    fetch_pages,
)
from kernelgraph.auth.viewer import Viewer
from kernelgraph.repositories.connections import pooled

if TYPE_CHECKING:
    from sqlalchemy import SQLColumnExpression
    from sqlalchemy.ext.asyncio import AsyncEngine

    from graphwright.runtime import CursorCodec, Page, Selection
    from graphwright.runtime.sql import Column, Projection
    from kernelgraph.ports import Search

KeyT = TypeVar("KeyT")
NodeT = TypeVar("NodeT")
OwnerT = TypeVar("OwnerT")
FilterT = TypeVar("FilterT")
OrderT = TypeVar("OrderT")

Rule: TypeAlias = Callable[[Viewer], Condition | None]
"""A row rule of `access`: the condition on the rows that are open to a viewer."""


def global_id(type_name: str, *key: SQLColumnExpression[Any]) -> Read[str]:
    """The read of the global id of an object whose local id the columns make up."""

    def encode(*values: object) -> str:
        return encode_global_id(type_name, ":".join(map(str, values)))

    return Read(key, partial(encode_global_id, type_name) if len(key) == 1 else encode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[FilterT, OrderT]):
    """How the rows of a list are filtered and sorted."""

    condition: Callable[[FilterT | None], Condition | None]
    terms: Callable[[Sequence[OrderT]], tuple[OrderTerm, ...]]
    default_order: Sequence[OrderT]

    def order(self, order_by: Sequence[OrderT] | None) -> tuple[OrderTerm, ...]:
        """The order asked for, or the default one."""
        return self.terms(order_by or self.default_order)


@dataclass(frozen=True, slots=True)
class Rows(Generic[NodeT]):
    """The rows of a source under a condition; null if all of them are meant."""

    engine: AsyncEngine
    source: KeysetSource[NodeT]
    where: Condition | None

    async def by_keys(self, keys: Sequence[object], selection: Selection) -> Sequence[NodeT | None]:
        """The node of each key, null where there is no key or no row; one query at most."""
        known = [key for key in keys if key is not None]
        if not known:
            return [None] * len(keys)
        async with pooled(self.engine.connect()) as connection:
            nodes = await fetch_by_keys(
                connection, self.source, known, where=self.where, selection=selection
            )
        found = iter(nodes)
        return [None if key is None else next(found) for key in keys]

    async def page(
        self, listing: Listing[FilterT, OrderT], search: Search[FilterT, OrderT]
    ) -> Page[NodeT]:
        """The page asked for; two queries at most."""
        async with pooled(self.engine.connect()) as connection:
            return await fetch_page(
                connection,
                self.source,
                where=all_of(self.where, listing.condition(search.filter)),
                order=listing.order(search.order_by),
                page=search.page,
                selection=search.selection,
            )

    async def pages(
        self,
        owner: Column[OwnerT],
        owners: Sequence[OwnerT],
        listing: Listing[FilterT, OrderT],
        search: Search[FilterT, OrderT],
    ) -> Sequence[Page[NodeT]]:
        """The page of the rows of each owner; as many queries for all as for one."""
        where = all_of(self.where, listing.condition(search.filter))
        async with pooled(self.engine.connect()) as connection:
            return await fetch_pages(
                connection,
                self.source,
                Parents(owner, owners, where=where),
                order=listing.order(search.order_by),
                page=search.page,
                selection=search.selection,
            )


@dataclass(frozen=True, slots=True)
class Store:
    """What repositories read with: the connections, and the key that signs cursors."""

    engine: AsyncEngine
    codec: CursorCodec

    def source(
        self, projection: Projection[NodeT], *key: SQLColumnExpression[Any]
    ) -> KeysetSource[NodeT]:
        """The rows that the projection reads, named after its type."""
        return KeysetSource(
            name=projection.type_name, projection=projection, key=key, codec=self.codec
        )

    def nodes(
        self, projection: Projection[NodeT], key: SQLColumnExpression[KeyT], rule: Rule
    ) -> NodeRepository[KeyT, NodeT]:
        """The repository of the nodes that the projection reads."""
        return NodeRepository(self.engine, self.source(projection, key), rule)


@dataclass(frozen=True, slots=True)
class NodeRepository(Generic[KeyT, NodeT]):
    """Fulfils `ports.LinkedNodes` with the rows of a source."""

    engine: AsyncEngine
    source: KeysetSource[NodeT]
    rule: Rule

    async def by_keys(
        self, viewer: Viewer, keys: Sequence[KeyT | None], selection: Selection
    ) -> Sequence[NodeT | None]:
        """The node of each key if it is open to the viewer, or null in its place."""
        rows = Rows(self.engine, self.source, self.rule(viewer))
        return await rows.by_keys(keys, selection)

    async def linked(
        self, keys: Sequence[KeyT | None], selection: Selection
    ) -> Sequence[NodeT | None]:
        """The node that each key in an open row leads to, or null in its place."""
        return await Rows(self.engine, self.source, None).by_keys(keys, selection)
