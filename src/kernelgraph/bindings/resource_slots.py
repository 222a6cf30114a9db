"""The fields of the root that lead to resource slot types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.ports import Search
from kernelgraph_api.connections import ResourceSlotTypeConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Info, PageRequest
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import ResourceSlotTypes
    from kernelgraph_api.inputs import ResourceSlotTypeFilter, ResourceSlotTypeOrderBy
    from kernelgraph_api.types import ResourceSlotType


@dataclass(frozen=True, slots=True)
class ResourceSlotQueries:
    """Resolves the root fields of schema/resource_slot.graphql."""

    slot_types: ResourceSlotTypes

    async def resource_slot_type(
        self, info: Info[RequestContext], *, slot_name: str
    ) -> ResourceSlotType | None:
        """The type, or null."""
        (slot_type,) = await self.slot_types.by_keys(
            info.context.viewer, [slot_name], info.selection
        )
        return slot_type

    async def resource_slot_types(
        self,
        info: Info[RequestContext],
        *,
        filter: ResourceSlotTypeFilter | None,
        order_by: Sequence[ResourceSlotTypeOrderBy] | None,
        page: PageRequest,
    ) -> ResourceSlotTypeConnection:
        """The page of types."""
        search = Search(filter=filter, order_by=order_by, page=page, selection=info.selection)
        found = await self.slot_types.search(info.context.viewer, search)
        return ResourceSlotTypeConnection.from_page(found)
