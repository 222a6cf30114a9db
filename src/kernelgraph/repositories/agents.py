"""Agents from their table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from graphwright.runtime.sql import column
from kernelgraph.models import AgentRow
from kernelgraph.repositories.access import agents_open_to
from kernelgraph.repositories.nodes import Listing, NodeRepository, Rows, global_id
from kernelgraph_api.enums import AgentV2OrderField
from kernelgraph_api.filters import AgentV2FilterColumns, agent_v2_filter
from kernelgraph_api.inputs import AgentV2OrderBy
from kernelgraph_api.orders import AgentV2OrderColumns, agent_v2_order
from kernelgraph_api.projections import AgentV2Projection
from kernelgraph_api.types import AgentV2

if TYPE_CHECKING:
    from graphwright.runtime import Page
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph.ports import AgentSearch
    from kernelgraph.repositories.nodes import Store
    from kernelgraph_api.inputs import AgentV2Filter

_FILTER_COLUMNS: Final = AgentV2FilterColumns(
    id=AgentRow.id,
    status=AgentRow.status,
    region=AgentRow.region,
    resource_group_name=AgentRow.scaling_group,
)
_ORDER_COLUMNS: Final = AgentV2OrderColumns(
    id=AgentRow.id, status=AgentRow.status, first_contact=AgentRow.first_contact
)
_LISTING: Final[Listing[AgentV2Filter, AgentV2OrderBy]] = Listing(
    condition=partial(agent_v2_filter, columns=_FILTER_COLUMNS),
    terms=partial(agent_v2_order, columns=_ORDER_COLUMNS),
    default_order=(AgentV2OrderBy(field=AgentV2OrderField.ID),),
)


@dataclass(frozen=True, slots=True)
class AgentRepository(NodeRepository[str, AgentV2]):
    """Fulfils `ports.Agents`."""

    async def search(self, viewer: Viewer, search: AgentSearch) -> Page[AgentV2]:
        """The page of the agents; two queries at most."""
        return await Rows(self.engine, self.source, self.rule(viewer)).page(_LISTING, search)


def agent_repository(store: Store) -> AgentRepository:
    """The agents by id."""
    projection = AgentV2Projection(
        id=global_id("AgentV2", AgentRow.id),
        row_id=column(AgentRow.id),
        status=column(AgentRow.status),
        region=column(AgentRow.region),
        architecture=column(AgentRow.architecture),
        addr=column(AgentRow.addr),
        version=column(AgentRow.version),
        schedulable=column(AgentRow.schedulable),
        first_contact=column(AgentRow.first_contact),
        lost_at=column(AgentRow.lost_at),
        needs={"resourceSlots": ("row_id",), "kernels": ("row_id",)},
    )
    return AgentRepository(store.engine, store.source(projection, AgentRow.id), agents_open_to)
