"""Resource slot types from their table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from graphwright.runtime.sql import KeysetSource, column
from kernelgraph.models import ResourceSlotTypeRow
from kernelgraph.repositories.access import slot_types_open_to
from kernelgraph.repositories.nodes import Listing, Rows, global_id
from kernelgraph.repositories.stored_reads import StoredReads
from kernelgraph.stored.number_format import number_format
from kernelgraph_api.enums import ResourceSlotTypeOrderField
from kernelgraph_api.filters import ResourceSlotTypeFilterColumns, resource_slot_type_filter
from kernelgraph_api.inputs import ResourceSlotTypeOrderBy
from kernelgraph_api.orders import ResourceSlotTypeOrderColumns, resource_slot_type_order
from kernelgraph_api.projections import ResourceSlotTypeProjection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

    from graphwright.runtime import CursorCodec, Page, Selection
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph.ports import ResourceSlotTypeSearch
    from kernelgraph.stored.degradation import Degradations
    from kernelgraph_api.inputs import ResourceSlotTypeFilter
    from kernelgraph_api.types import ResourceSlotType

_FILTER_COLUMNS: Final = ResourceSlotTypeFilterColumns(
    slot_name=ResourceSlotTypeRow.slot_name,
    slot_type=ResourceSlotTypeRow.slot_type,
    display_name=ResourceSlotTypeRow.display_name,
)
_ORDER_COLUMNS: Final = ResourceSlotTypeOrderColumns(
    slot_name=ResourceSlotTypeRow.slot_name,
    rank=ResourceSlotTypeRow.rank,
    display_name=ResourceSlotTypeRow.display_name,
)
_LISTING: Final[Listing[ResourceSlotTypeFilter, ResourceSlotTypeOrderBy]] = Listing(
    condition=partial(resource_slot_type_filter, columns=_FILTER_COLUMNS),
    terms=partial(resource_slot_type_order, columns=_ORDER_COLUMNS),
    default_order=(ResourceSlotTypeOrderBy(field=ResourceSlotTypeOrderField.SLOT_NAME),),
)


class ResourceSlotTypeRepository:
    """Fulfils `ports.ResourceSlotTypes`."""

    def __init__(self, engine: AsyncEngine, source: KeysetSource[ResourceSlotType]) -> None:
        self._engine = engine
        self._source = source

    async def search(
        self, viewer: Viewer, search: ResourceSlotTypeSearch
    ) -> Page[ResourceSlotType]:
        """The page of the types; two queries at most."""
        rows = Rows(self._engine, self._source, slot_types_open_to(viewer))
        return await rows.page(_LISTING, search)

    async def by_keys(
        self, viewer: Viewer, keys: Sequence[str | None], selection: Selection
    ) -> Sequence[ResourceSlotType | None]:
        """The type of each slot name, or null in its place; one query."""
        rows = Rows(self._engine, self._source, slot_types_open_to(viewer))
        return await rows.by_keys(keys, selection)


def slot_type_source(
    codec: CursorCodec, degradations: Degradations
) -> KeysetSource[ResourceSlotType]:
    """The rows of resource slot types; what is stored badly is recorded."""
    return KeysetSource(
        name="ResourceSlotType",
        projection=_projection(degradations),
        key=(ResourceSlotTypeRow.slot_name,),
        codec=codec,
    )


def _projection(degradations: Degradations) -> ResourceSlotTypeProjection:
    read = StoredReads(ResourceSlotTypeRow.slot_name, degradations)
    return ResourceSlotTypeProjection(
        id=global_id("ResourceSlotType", ResourceSlotTypeRow.slot_name),
        slot_name=column(ResourceSlotTypeRow.slot_name),
        slot_type=column(ResourceSlotTypeRow.slot_type),
        display_name=column(ResourceSlotTypeRow.display_name),
        description=column(ResourceSlotTypeRow.description),
        display_unit=column(ResourceSlotTypeRow.display_unit),
        display_icon=column(ResourceSlotTypeRow.display_icon),
        number_format=read(number_format, ResourceSlotTypeRow.number_format),
        rank=column(ResourceSlotTypeRow.rank),
        required=column(ResourceSlotTypeRow.required),
        enabled=column(ResourceSlotTypeRow.enabled),
    )
