"""The fields of the root that lead to resource slot types, and those that change them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.runtime import GlobalId
from kernelgraph.ports import Search
from kernelgraph_api.connections import ResourceSlotTypeConnection
from kernelgraph_api.types import (
    CreateResourceSlotTypePayload,
    PurgeResourceSlotTypePayload,
    UpdateResourceSlotTypePayload,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Info, PageRequest
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import ResourceSlotTypeEditor, ResourceSlotTypes
    from kernelgraph_api.inputs import (
        CreateResourceSlotTypeInput,
        PurgeResourceSlotTypeInput,
        ResourceSlotTypeFilter,
        ResourceSlotTypeOrderBy,
        UpdateResourceSlotTypeInput,
    )
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


@dataclass(frozen=True, slots=True)
class ResourceSlotMutations:
    """Resolves the changes of schema/resource_slot.graphql."""

    editor: ResourceSlotTypeEditor

    async def admin_create_resource_slot_type(
        self, info: Info[RequestContext], *, input: CreateResourceSlotTypeInput
    ) -> CreateResourceSlotTypePayload:
        """The type as it was added."""
        selection = info.selection.child("resourceSlotType")
        created = await self.editor.create(info.context.viewer, input, selection)
        return CreateResourceSlotTypePayload(resource_slot_type=created)

    async def admin_update_resource_slot_type(
        self, info: Info[RequestContext], *, input: UpdateResourceSlotTypeInput
    ) -> UpdateResourceSlotTypePayload:
        """The type as it is after the change."""
        selection = info.selection.child("resourceSlotType")
        updated = await self.editor.update(info.context.viewer, input, selection)
        return UpdateResourceSlotTypePayload(resource_slot_type=updated)

    async def admin_purge_resource_slot_type(
        self, info: Info[RequestContext], *, input: PurgeResourceSlotTypeInput
    ) -> PurgeResourceSlotTypePayload:
        """What the type was."""
        await self.editor.purge(info.context.viewer, input.slot_name)
        global_id = GlobalId("ResourceSlotType", input.slot_name).encode()
        return PurgeResourceSlotTypePayload(id=global_id, slot_name=input.slot_name)
