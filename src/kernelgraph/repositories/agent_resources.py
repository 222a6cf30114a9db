"""The slots of agents from their table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.runtime import GlobalId
from graphwright.runtime.sql import KeysetSource, column, decoded, fetch_by_keys
from kernelgraph.models import AgentResourceRow
from kernelgraph.repositories.access import agents_open_to
from kernelgraph_api.projections import AgentResourceSlotProjection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

    from graphwright.runtime import CursorCodec, Selection
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph_api.types import AgentResourceSlot


class AgentResourceRepository:
    """Fulfils `ports.AgentResourceSlots`."""

    def __init__(self, engine: AsyncEngine, codec: CursorCodec) -> None:
        self._engine = engine
        self._source = KeysetSource(
            name="AgentResourceSlot",
            projection=AgentResourceSlotProjection(
                id=decoded(_global_id, AgentResourceRow.agent_id, AgentResourceRow.slot_name),
                slot_name=column(AgentResourceRow.slot_name),
                capacity=column(AgentResourceRow.capacity),
                used=column(AgentResourceRow.used),
            ),
            key=(AgentResourceRow.agent_id, AgentResourceRow.slot_name),
            codec=codec,
        )

    async def by_keys(
        self, viewer: Viewer, keys: Sequence[tuple[str, str]], selection: Selection
    ) -> Sequence[AgentResourceSlot | None]:
        """The slot of each pair of agent id and slot name, or null in its place; one query."""
        async with self._engine.connect() as connection:
            return await fetch_by_keys(
                connection,
                self._source,
                keys,
                where=agents_open_to(viewer),
                selection=selection,
            )


def _global_id(agent_id: str, slot_name: str) -> str:
    return GlobalId("AgentResourceSlot", f"{agent_id}:{slot_name}").encode()
