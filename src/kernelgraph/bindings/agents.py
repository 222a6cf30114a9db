"""The fields that lead to agents, and those of agents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.ports import Search
from kernelgraph_api.connections import (
    AgentResourceConnection,
    AgentV2Connection,
    KernelV2Connection,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Info, PageRequest
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import Agents, AgentSlots, Kernels
    from kernelgraph_api.inputs import (
        AgentResourceSlotFilter,
        AgentResourceSlotOrderBy,
        AgentV2Filter,
        AgentV2OrderBy,
        KernelV2Filter,
        KernelV2OrderBy,
    )
    from kernelgraph_api.types import AgentV2, KernelV2


@dataclass(frozen=True, slots=True)
class AgentQueries:
    """Resolves the root fields of schema/agent.graphql."""

    agents: Agents

    async def agent_v2(self, info: Info[RequestContext], *, id: str) -> AgentV2 | None:
        """The agent, or null."""
        (agent,) = await self.agents.by_keys(info.context.viewer, [id], info.selection)
        return agent

    async def agents_v2(
        self,
        info: Info[RequestContext],
        *,
        filter: AgentV2Filter | None,
        order_by: Sequence[AgentV2OrderBy] | None,
        page: PageRequest,
    ) -> AgentV2Connection:
        """The page of agents."""
        search = Search(filter=filter, order_by=order_by, page=page, selection=info.selection)
        return AgentV2Connection.from_page(await self.agents.search(info.context.viewer, search))


@dataclass(frozen=True, slots=True)
class AgentKernelFields:
    """Resolves the field that schema/agent.graphql adds to KernelV2."""

    agents: Agents

    async def agent(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[AgentV2 | None]:
        """The agent of each kernel."""
        return await self.agents.linked(
            [each.resource.agent_id for each in parents], info.selection
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFields:
    """Resolves the fields of AgentV2 that are not data of its row."""

    agent_slots: AgentSlots
    all_kernels: Kernels

    async def resource_slots(
        self,
        parents: Sequence[AgentV2],
        info: Info[RequestContext],
        *,
        filter: AgentResourceSlotFilter | None,
        order_by: Sequence[AgentResourceSlotOrderBy] | None,
        page: PageRequest,
    ) -> Sequence[AgentResourceConnection]:
        """The page of the slots of each agent."""
        search = Search(filter=filter, order_by=order_by, page=page, selection=info.selection)
        ids = [agent.row_id for agent in parents]
        found = await self.agent_slots.linked_pages(ids, search)
        return [AgentResourceConnection.from_page(each) for each in found]

    async def kernels(
        self,
        parents: Sequence[AgentV2],
        info: Info[RequestContext],
        *,
        filter: KernelV2Filter | None,
        order_by: Sequence[KernelV2OrderBy] | None,
        page: PageRequest,
    ) -> Sequence[KernelV2Connection]:
        """The page of the kernels of each agent."""
        search = Search(filter=filter, order_by=order_by, page=page, selection=info.selection)
        ids = [agent.row_id for agent in parents]
        found = await self.all_kernels.of_agents(info.context.viewer, ids, search)
        return [KernelV2Connection.from_page(each) for each in found]
