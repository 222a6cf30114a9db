"""What the bindings ask of the rest of the server; repositories fulfil it.

Whatever reads rows takes the viewer first and finds only what is open to it. The exceptions are
named `linked…`: they take ids out of rows that the viewer has been shown, never ids that a
client has sent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from graphwright.runtime import Page, PageRequest, Selection
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph.livestat.reading import Outcome
    from kernelgraph.livestat.service import KernelState
    from kernelgraph_api.inputs import (
        AgentResourceSlotFilter,
        AgentResourceSlotOrderBy,
        AgentV2Filter,
        AgentV2OrderBy,
        CreateResourceSlotTypeInput,
        KernelResourceAllocationFilter,
        KernelResourceAllocationOrderBy,
        KernelV2Filter,
        KernelV2OrderBy,
        ResourceSlotTypeFilter,
        ResourceSlotTypeOrderBy,
        UpdateResourceSlotTypeInput,
    )
    from kernelgraph_api.types import (
        AgentResourceSlot,
        AgentV2,
        KernelResourceAllocation,
        KernelV2,
        ResourceAllocation,
        ResourceSlotType,
    )

FilterT = TypeVar("FilterT")
OrderT = TypeVar("OrderT")
KeyT_contra = TypeVar("KeyT_contra", contravariant=True)
NodeT_co = TypeVar("NodeT_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Generic[FilterT, OrderT]):
    """A page of what matches a filter, with only the data that the operation selects."""

    filter: FilterT | None
    order_by: Sequence[OrderT] | None
    page: PageRequest
    selection: Selection
    """What is selected of the connection."""


AgentSearch: TypeAlias = "Search[AgentV2Filter, AgentV2OrderBy]"
AgentSlotSearch: TypeAlias = "Search[AgentResourceSlotFilter, AgentResourceSlotOrderBy]"
AllocationSearch: TypeAlias = (
    "Search[KernelResourceAllocationFilter, KernelResourceAllocationOrderBy]"
)
KernelSearch: TypeAlias = "Search[KernelV2Filter, KernelV2OrderBy]"
ResourceSlotTypeSearch: TypeAlias = "Search[ResourceSlotTypeFilter, ResourceSlotTypeOrderBy]"


@dataclass(frozen=True, slots=True, kw_only=True)
class KernelScope:
    """Which of the kernels that are open to the viewer are meant.

    A scope can be narrowed and never widened.
    """

    session_id: UUID | None = None
    owner_id: UUID | None = None

    def of_session(self, session_id: UUID) -> KernelScope:
        """The kernels of this scope that belong to the session."""
        return replace(self, session_id=session_id)

    def of_owner(self, user_id: UUID) -> KernelScope:
        """The kernels of this scope that the user owns."""
        return replace(self, owner_id=user_id)


class Nodes(Protocol[KeyT_contra, NodeT_co]):
    """The objects of a type, by what identifies them."""

    async def by_keys(
        self, viewer: Viewer, keys: Sequence[KeyT_contra | None], selection: Selection
    ) -> Sequence[NodeT_co | None]:
        """The node of each key; null in the place of one that there is not."""
        ...


class LinkedNodes(Nodes[KeyT_contra, NodeT_co], Protocol[KeyT_contra, NodeT_co]):
    """Objects that others link to."""

    async def linked(
        self, keys: Sequence[KeyT_contra | None], selection: Selection
    ) -> Sequence[NodeT_co | None]:
        """The node that each key leads to; null where it leads to none."""
        ...


class Kernels(Nodes["UUID", "KernelV2"], Protocol):
    """The kernels of the cluster."""

    async def search(
        self, viewer: Viewer, scope: KernelScope, search: KernelSearch
    ) -> Page[KernelV2]:
        """The page of the kernels in the scope."""
        ...

    async def of_sessions(
        self, viewer: Viewer, session_ids: Sequence[UUID], search: KernelSearch
    ) -> Sequence[Page[KernelV2]]:
        """The page of the kernels of each session."""
        ...

    async def of_agents(
        self, viewer: Viewer, agent_ids: Sequence[str], search: KernelSearch
    ) -> Sequence[Page[KernelV2]]:
        """The page of the kernels of each agent."""
        ...


class KernelStates(Protocol):
    """What decides where the live statistics of kernels come from."""

    async def by_keys(self, viewer: Viewer, keys: Sequence[UUID]) -> Sequence[KernelState]:
        """The states of those kernels that there are, in the order of their ids given."""
        ...

    async def linked_last_stats(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, object]:
        """The stored last statistics of those kernels that have them, as stored."""
        ...


class LiveStatistics(Protocol):
    """What kernels use at the moment."""

    async def of(self, kernels: Sequence[KernelState], *, oldest: float = ...) -> Sequence[Outcome]:
        """The outcome of each kernel, in bounded time; failures are outcomes.

        No answer that was asked for more than `oldest` seconds ago is taken.
        """
        ...


class Agents(LinkedNodes[str, "AgentV2"], Protocol):
    """The agents of the cluster."""

    async def search(self, viewer: Viewer, search: AgentSearch) -> Page[AgentV2]:
        """The page of the agents."""
        ...


class AgentSlots(Nodes[tuple[str, str], "AgentResourceSlot"], Protocol):
    """What agents offer, by agent id and slot name."""

    async def linked_pages(
        self, owners: Sequence[str], search: AgentSlotSearch
    ) -> Sequence[Page[AgentResourceSlot]]:
        """The page of the slots of each agent."""
        ...


class KernelAllocations(Nodes[tuple["UUID", str], "KernelResourceAllocation"], Protocol):
    """What kernels asked for and were given, by kernel id and slot name."""

    async def linked_pages(
        self, owners: Sequence[UUID], search: AllocationSearch
    ) -> Sequence[Page[KernelResourceAllocation]]:
        """The page of the allocations of each kernel."""
        ...

    async def linked_totals(
        self, kernel_ids: Sequence[UUID], selection: Selection
    ) -> Sequence[ResourceAllocation]:
        """The sums over the allocations of each kernel."""
        ...


class ResourceSlotTypes(Nodes[str, "ResourceSlotType"], Protocol):
    """The kinds of resources that the cluster knows, by slot name."""

    async def search(
        self, viewer: Viewer, search: ResourceSlotTypeSearch
    ) -> Page[ResourceSlotType]:
        """The page of the resource slot types."""
        ...


class ResourceSlotTypeEditor(Protocol):
    """Changes the kinds of resources that the cluster knows; superadmins may do that."""

    async def create(
        self, viewer: Viewer, new: CreateResourceSlotTypeInput, selection: Selection
    ) -> ResourceSlotType:
        """The type as it was added.

        Raises BadInput and ResourceSlotTypeExists.
        """
        ...

    async def update(
        self, viewer: Viewer, change: UpdateResourceSlotTypeInput, selection: Selection
    ) -> ResourceSlotType:
        """The type as it is after the change.

        Raises BadInput and ResourceSlotTypeNotFound.
        """
        ...

    async def purge(self, viewer: Viewer, slot_name: str) -> None:
        """Remove the type.

        Raises ResourceSlotTypeInUse and ResourceSlotTypeNotFound.
        """
        ...


class Readiness(Protocol):
    """Whether the server can do its work."""

    async def is_ready(self) -> bool:
        """Whether everything that requests need does answer."""
        ...
