"""The fields that lead to the allocations of kernels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.ports import Search
from kernelgraph_api.connections import ResourceAllocationConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Info, PageRequest
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import KernelAllocations
    from kernelgraph_api.inputs import (
        KernelResourceAllocationFilter,
        KernelResourceAllocationOrderBy,
    )
    from kernelgraph_api.types import KernelV2


@dataclass(frozen=True, slots=True)
class ResourceAllocationKernelFields:
    """Resolves the field that schema/resource_allocation.graphql adds to KernelV2."""

    allocations: KernelAllocations

    async def resource_allocations(
        self,
        parents: Sequence[KernelV2],
        info: Info[RequestContext],
        *,
        filter: KernelResourceAllocationFilter | None,
        order_by: Sequence[KernelResourceAllocationOrderBy] | None,
        page: PageRequest,
    ) -> Sequence[ResourceAllocationConnection]:
        """The page of the allocations of each kernel."""
        search = Search(filter=filter, order_by=order_by, page=page, selection=info.selection)
        ids = [kernel.row_id for kernel in parents]
        found = await self.allocations.linked_pages(ids, search)
        return [ResourceAllocationConnection.from_page(each) for each in found]
