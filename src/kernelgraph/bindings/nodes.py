"""Nodes by global id: one query for each type, whatever the number of ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graphwright.runtime import Info, NodeLoader
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import Nodes
    from kernelgraph_api.nodes import NodeLoaders
    from kernelgraph_api.types import Node

KeyT = TypeVar("KeyT")
NodeT = TypeVar("NodeT")


@dataclass(frozen=True, slots=True)
class NodeQueries:
    """Resolves the root fields of schema/relay.graphql."""

    loaders: NodeLoaders[RequestContext]

    async def node(self, info: Info[RequestContext], *, id: str) -> Node | None:
        """The node, or null."""
        (node,) = await self.loaders.load([id], info)
        return node

    async def nodes(
        self, info: Info[RequestContext], *, ids: Sequence[str]
    ) -> Sequence[Node | None]:
        """The node of each id, or null in its place."""
        return await self.loaders.load(ids, info)


def node_loader(
    type_name: str, key: Callable[[str], KeyT | None], nodes: Nodes[KeyT, NodeT]
) -> NodeLoader[RequestContext, NodeT]:
    """The loader of the nodes of a type, whose local ids are read as keys."""

    async def load(local_ids: Sequence[str], info: Info[RequestContext]) -> Sequence[NodeT | None]:
        keys = [key(local_id) for local_id in local_ids]
        return await nodes.by_keys(info.context.viewer, keys, info.selection.narrow(type_name))

    return load
