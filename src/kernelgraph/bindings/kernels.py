"""The fields of kernels, and those of the root that lead to kernels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.ports import KernelScope, Search
from kernelgraph_api.connections import KernelV2Connection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from graphwright.runtime import Info, PageRequest
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import KernelAllocations, Kernels
    from kernelgraph_api.inputs import KernelV2Filter, KernelV2OrderBy, SessionScope
    from kernelgraph_api.types import KernelV2, ResourceAllocation


@dataclass(frozen=True, slots=True)
class KernelQueries:
    """Resolves the root fields of schema/kernel.graphql."""

    kernels: Kernels

    async def kernel_v2(self, info: Info[RequestContext], *, id: UUID) -> KernelV2 | None:
        """The kernel, or null."""
        (kernel,) = await self.kernels.by_keys(info.context.viewer, [id], info.selection)
        return kernel

    async def admin_kernels_v2(
        self,
        info: Info[RequestContext],
        *,
        filter: KernelV2Filter | None,
        order_by: Sequence[KernelV2OrderBy] | None,
        page: PageRequest,
    ) -> KernelV2Connection:
        """The page of all kernels."""
        search = Search(filter=filter, order_by=order_by, page=page, selection=info.selection)
        found = await self.kernels.search(info.context.viewer, KernelScope(), search)
        return KernelV2Connection.from_page(found)

    async def session_kernels_v2(
        self,
        info: Info[RequestContext],
        *,
        scope: SessionScope,
        filter: KernelV2Filter | None,
        order_by: Sequence[KernelV2OrderBy] | None,
        page: PageRequest,
    ) -> KernelV2Connection:
        """The page of the session's kernels."""
        search = Search(filter=filter, order_by=order_by, page=page, selection=info.selection)
        of_session = KernelScope().of_session(scope.session_id)
        found = await self.kernels.search(info.context.viewer, of_session, search)
        return KernelV2Connection.from_page(found)

    async def my_kernels_v2(
        self,
        info: Info[RequestContext],
        *,
        filter: KernelV2Filter | None,
        order_by: Sequence[KernelV2OrderBy] | None,
        page: PageRequest,
    ) -> KernelV2Connection:
        """The page of the kernels that the viewer owns."""
        viewer = info.context.viewer
        search = Search(filter=filter, order_by=order_by, page=page, selection=info.selection)
        found = await self.kernels.search(viewer, KernelScope().of_owner(viewer.user_id), search)
        return KernelV2Connection.from_page(found)


@dataclass(frozen=True, slots=True)
class KernelFields:
    """Resolves the fields of KernelV2 that are not data of its row."""

    allocations: KernelAllocations

    async def resource_allocation(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[ResourceAllocation]:
        """The sums of each kernel."""
        kernel_ids = [kernel.row_id for kernel in parents]
        return await self.allocations.linked_totals(kernel_ids, info.selection)
