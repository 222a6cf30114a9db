"""What the bindings ask of the rest of the server; repositories fulfil it.

Whatever reads rows takes the viewer first and finds only what is open to it. The exceptions are
named `linked…`: they take ids out of rows that the viewer has been shown, never ids that a
client has sent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from graphwright.runtime import Page, PageRequest, Selection
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph_api.inputs import (
        KernelV2Filter,
        KernelV2OrderBy,
        ResourceSlotTypeFilter,
        ResourceSlotTypeOrderBy,
    )
    from kernelgraph_api.types import (
        AgentResourceSlot,
        KernelResourceAllocation,
        KernelV2,
        ResourceAllocation,
        ResourceSlotType,
    )

FilterT = TypeVar("FilterT")
OrderT = TypeVar("OrderT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Generic[FilterT, OrderT]):
    """A page of what matches a filter, with only the data that the operation selects."""

    filter: FilterT | None
    order_by: Sequence[OrderT] | None
    page: PageRequest
    selection: Selection
    """What is selected of the connection."""


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


class Kernels(Protocol):
    """The kernels of the cluster."""

    async def search(
        self, viewer: Viewer, scope: KernelScope, search: KernelSearch
    ) -> Page[KernelV2]:
        """The page of the kernels in the scope."""
        ...

    async def by_ids(
        self, viewer: Viewer, ids: Sequence[UUID], selection: Selection
    ) -> Sequence[KernelV2 | None]:
        """The kernel of each id; null in the place of one that there is not."""
        ...


class ResourceSlotTypes(Protocol):
    """The kinds of resources that the cluster knows."""

    async def search(
        self, viewer: Viewer, search: ResourceSlotTypeSearch
    ) -> Page[ResourceSlotType]:
        """The page of the resource slot types."""
        ...

    async def by_names(
        self, viewer: Viewer, names: Sequence[str], selection: Selection
    ) -> Sequence[ResourceSlotType | None]:
        """The type of each slot name; null in the place of one that there is not."""
        ...


class AgentResourceSlots(Protocol):
    """What agents offer."""

    async def by_keys(
        self, viewer: Viewer, keys: Sequence[tuple[str, str]], selection: Selection
    ) -> Sequence[AgentResourceSlot | None]:
        """The slot of each pair of agent id and slot name; null where there is none."""
        ...


class KernelAllocations(Protocol):
    """What kernels asked for and were given."""

    async def by_keys(
        self, viewer: Viewer, keys: Sequence[tuple[UUID, str]], selection: Selection
    ) -> Sequence[KernelResourceAllocation | None]:
        """The allocation of each pair of kernel id and slot name; null where there is none."""
        ...

    async def linked_totals(
        self, kernel_ids: Sequence[UUID], selection: Selection
    ) -> Sequence[ResourceAllocation]:
        """The sums over the allocations of each kernel."""
        ...


class Readiness(Protocol):
    """Whether the server can do its work."""

    async def is_ready(self) -> bool:
        """Whether everything that requests need does answer."""
        ...
