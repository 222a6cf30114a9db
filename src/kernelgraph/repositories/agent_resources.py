"""The slots of agents from their table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from graphwright.runtime.sql import KeysetSource, column
from kernelgraph.models import AgentResourceRow
from kernelgraph.repositories.access import agents_open_to
from kernelgraph.repositories.nodes import Listing, Rows, global_id
from kernelgraph_api.enums import AgentResourceSlotOrderField
from kernelgraph_api.filters import AgentResourceSlotFilterColumns, agent_resource_slot_filter
from kernelgraph_api.inputs import AgentResourceSlotOrderBy
from kernelgraph_api.orders import AgentResourceSlotOrderColumns, agent_resource_slot_order
from kernelgraph_api.projections import AgentResourceSlotProjection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

    from graphwright.runtime import CursorCodec, Page, Selection
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph.ports import AgentSlotSearch
    from kernelgraph_api.inputs import AgentResourceSlotFilter
    from kernelgraph_api.types import AgentResourceSlot

_FILTER_COLUMNS: Final = AgentResourceSlotFilterColumns(slot_name=AgentResourceRow.slot_name)
_ORDER_COLUMNS: Final = AgentResourceSlotOrderColumns(
    slot_name=AgentResourceRow.slot_name,
    capacity=AgentResourceRow.capacity,
    used=AgentResourceRow.used,
)
_LISTING: Final[Listing[AgentResourceSlotFilter, AgentResourceSlotOrderBy]] = Listing(
    condition=partial(agent_resource_slot_filter, columns=_FILTER_COLUMNS),
    terms=partial(agent_resource_slot_order, columns=_ORDER_COLUMNS),
    default_order=(AgentResourceSlotOrderBy(field=AgentResourceSlotOrderField.SLOT_NAME),),
)


class AgentResourceRepository:
    """Fulfils `ports.AgentSlots`."""

    def __init__(self, engine: AsyncEngine, codec: CursorCodec) -> None:
        self._engine = engine
        self._source = KeysetSource(
            name="AgentResourceSlot",
            projection=AgentResourceSlotProjection(
                id=global_id(
                    "AgentResourceSlot", AgentResourceRow.agent_id, AgentResourceRow.slot_name
                ),
                slot_name=column(AgentResourceRow.slot_name),
                capacity=column(AgentResourceRow.capacity),
                used=column(AgentResourceRow.used),
            ),
            key=(AgentResourceRow.agent_id, AgentResourceRow.slot_name),
            codec=codec,
        )

    async def by_keys(
        self, viewer: Viewer, keys: Sequence[tuple[str, str] | None], selection: Selection
    ) -> Sequence[AgentResourceSlot | None]:
        """The slot of each pair of agent id and slot name, or null in its place; one query."""
        rows = Rows(self._engine, self._source, agents_open_to(viewer))
        return await rows.by_keys(keys, selection)

    async def linked_pages(
        self, owners: Sequence[str], search: AgentSlotSearch
    ) -> Sequence[Page[AgentResourceSlot]]:
        """The page of the slots of each agent; as many queries as for one."""
        rows = Rows(self._engine, self._source, None)
        return await rows.pages(AgentResourceRow.agent_id, owners, _LISTING, search)
