"""Nodes by global id: one query for each type, whatever the number of ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast
from uuid import UUID

from graphwright.runtime import resolve_nodes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from graphwright.runtime import Info, NodeLoader
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import (
        AgentResourceSlots,
        KernelAllocations,
        Kernels,
        ResourceSlotTypes,
    )
    from kernelgraph_api.types import Node

    Loader: TypeAlias = NodeLoader[RequestContext, Node]

KeyT = TypeVar("KeyT")
NodeT = TypeVar("NodeT")


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeQueries:
    """Resolves the root fields of schema/relay.graphql."""

    kernels: Kernels
    allocations: KernelAllocations
    slot_types: ResourceSlotTypes
    agent_slots: AgentResourceSlots

    async def node(self, info: Info[RequestContext], *, id: str) -> Node | None:
        """The node, or null."""
        (node,) = await self._resolve([id], info)
        return node

    async def nodes(
        self, info: Info[RequestContext], *, ids: Sequence[str]
    ) -> Sequence[Node | None]:
        """The node of each id, or null in its place."""
        return await self._resolve(ids, info)

    async def _resolve(
        self, ids: Sequence[str], info: Info[RequestContext]
    ) -> Sequence[Node | None]:
        loaders: Mapping[str, Loader] = {
            "KernelV2": self._load_kernels,
            "KernelResourceAllocation": self._load_allocations,
            "ResourceSlotType": self._load_slot_types,
            "AgentResourceSlot": self._load_agent_slots,
        }
        # Checkers cannot infer the type of nodes through a loader that need not be awaited.
        return cast("Sequence[Node | None]", await resolve_nodes(ids, loaders, info))

    async def _load_kernels(
        self, local_ids: Sequence[str], info: Info[RequestContext]
    ) -> Sequence[Node | None]:
        async def load(ids: Sequence[UUID]) -> Sequence[Node | None]:
            selection = info.selection.narrow("KernelV2")
            return await self.kernels.by_ids(info.context.viewer, ids, selection)

        return await _load(local_ids, _kernel_id, load)

    async def _load_allocations(
        self, local_ids: Sequence[str], info: Info[RequestContext]
    ) -> Sequence[Node | None]:
        async def load(keys: Sequence[tuple[UUID, str]]) -> Sequence[Node | None]:
            selection = info.selection.narrow("KernelResourceAllocation")
            return await self.allocations.by_keys(info.context.viewer, keys, selection)

        return await _load(local_ids, _allocation_key, load)

    async def _load_slot_types(
        self, local_ids: Sequence[str], info: Info[RequestContext]
    ) -> Sequence[Node | None]:
        selection = info.selection.narrow("ResourceSlotType")
        return await self.slot_types.by_names(info.context.viewer, local_ids, selection)

    async def _load_agent_slots(
        self, local_ids: Sequence[str], info: Info[RequestContext]
    ) -> Sequence[Node | None]:
        async def load(keys: Sequence[tuple[str, str]]) -> Sequence[Node | None]:
            selection = info.selection.narrow("AgentResourceSlot")
            return await self.agent_slots.by_keys(info.context.viewer, keys, selection)

        return await _load(local_ids, _agent_slot_key, load)


async def _load(
    local_ids: Sequence[str],
    parse: Callable[[str], KeyT | None],
    load: Callable[[Sequence[KeyT]], Awaitable[Sequence[NodeT | None]]],
) -> Sequence[NodeT | None]:
    """The node of each local id; null in the place of one that is no key or has no node."""
    keys = [parse(local_id) for local_id in local_ids]
    known = [key for key in keys if key is not None]
    nodes = iter(await load(known) if known else ())
    return [None if key is None else next(nodes) for key in keys]


def _kernel_id(local_id: str) -> UUID | None:
    """The UUID; null unless it is written as our own ids write it."""
    try:
        kernel_id = UUID(local_id)
    except ValueError:
        return None
    return kernel_id if str(kernel_id) == local_id else None


def _allocation_key(local_id: str) -> tuple[UUID, str] | None:
    """The kernel and the slot; null if there are not both."""
    kernel, _, slot_name = local_id.partition(":")
    kernel_id = _kernel_id(kernel)
    return (kernel_id, slot_name) if kernel_id is not None and slot_name else None


def _agent_slot_key(local_id: str) -> tuple[str, str] | None:
    """The agent and the slot; null if there are not both. Ids of agents may have colons."""
    agent_id, _, slot_name = local_id.rpartition(":")
    return (agent_id, slot_name) if agent_id and slot_name else None
