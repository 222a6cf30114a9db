"""The resolvers of every field, over the repositories of one database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.bindings.accounts import AccountKernelFields
from kernelgraph.bindings.agents import AgentFields, AgentKernelFields, AgentQueries
from kernelgraph.bindings.infrastructure import InfrastructureKernelFields
from kernelgraph.bindings.kernels import KernelFields, KernelQueries
from kernelgraph.bindings.live_stats import (
    KernelLiveStatFields,
    LiveStatKernelFields,
    LiveStatSubscriptions,
)
from kernelgraph.bindings.local_ids import agent_slot_key, allocation_key, text_key, uuid_key
from kernelgraph.bindings.nodes import NodeQueries, node_loader
from kernelgraph.bindings.resource_allocations import ResourceAllocationKernelFields
from kernelgraph.bindings.resource_slots import ResourceSlotMutations, ResourceSlotQueries
from kernelgraph.bindings.sessions import SessionFields, SessionKernelFields
from kernelgraph.repositories.agent_resources import AgentResourceRepository
from kernelgraph.repositories.agents import agent_repository
from kernelgraph.repositories.infrastructure import image_repository, resource_group_repository
from kernelgraph.repositories.kernel_states import KernelStateRepository
from kernelgraph.repositories.kernels import KernelRepository
from kernelgraph.repositories.resource_allocations import ResourceAllocationRepository
from kernelgraph.repositories.resource_slot_types import (
    ResourceSlotTypeRepository,
    slot_type_source,
)
from kernelgraph.repositories.sessions import session_repository
from kernelgraph.repositories.slot_type_editor import ResourceSlotTypeEditor
from kernelgraph.repositories.tenants import (
    domain_repository,
    project_repository,
    user_repository,
)
from kernelgraph_api import Resolvers
from kernelgraph_api.nodes import NodeLoaders

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine

    from graphwright.runtime import CursorCodec
    from kernelgraph.context import RequestContext
    from kernelgraph.livestat.feed import Ticker
    from kernelgraph.ports import LiveStatistics
    from kernelgraph.stored.degradation import Degradations


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolverParts:
    """What the resolvers are put together from."""

    engine: AsyncEngine
    """For reading."""
    writing_engine: AsyncEngine
    codec: CursorCodec
    degradations: Degradations
    now: Callable[[], datetime]
    live_statistics: LiveStatistics
    ticker: Ticker
    hide_agents: bool = False
    """Whether none but superadmins learn where kernels run."""


def build_resolvers(parts: ResolverParts) -> Resolvers[RequestContext]:
    """The resolvers; what they read in a stored value that is damaged is recorded."""
    engine, codec, degradations = parts.engine, parts.codec, parts.degradations
    kernels = KernelRepository(engine, codec, degradations, hide_agents=parts.hide_agents)
    sessions = session_repository(engine, codec, degradations)
    users = user_repository(engine, codec)
    projects = project_repository(engine, codec)
    domains = domain_repository(engine, codec)
    agents = agent_repository(engine, codec)
    resource_groups = resource_group_repository(engine, codec)
    images = image_repository(engine, codec)
    allocations = ResourceAllocationRepository(engine, codec)
    slot_type_rows = slot_type_source(codec, degradations)
    slot_types = ResourceSlotTypeRepository(engine, slot_type_rows)
    editor = ResourceSlotTypeEditor(parts.writing_engine, slot_type_rows, parts.now)
    agent_slots = AgentResourceRepository(engine, codec)
    states, statistics = KernelStateRepository(engine), parts.live_statistics
    loaders: NodeLoaders[RequestContext] = NodeLoaders(
        agent_resource_slot=node_loader("AgentResourceSlot", agent_slot_key, agent_slots),
        agent_v2=node_loader("AgentV2", text_key, agents),
        domain_v2=node_loader("DomainV2", text_key, domains),
        image_v2=node_loader("ImageV2", uuid_key, images),
        kernel_resource_allocation=node_loader(
            "KernelResourceAllocation", allocation_key, allocations
        ),
        kernel_v2=node_loader("KernelV2", uuid_key, kernels),
        project_v2=node_loader("ProjectV2", uuid_key, projects),
        resource_group=node_loader("ResourceGroup", text_key, resource_groups),
        resource_slot_type=node_loader("ResourceSlotType", text_key, slot_types),
        session_v2=node_loader("SessionV2", uuid_key, sessions),
        user_v2=node_loader("UserV2", uuid_key, users),
    )
    return Resolvers(
        agent_query=AgentQueries(agents),
        kernel_query=KernelQueries(kernels),
        live_stat_subscription=LiveStatSubscriptions(statistics, states, parts.ticker),
        relay_query=NodeQueries(loaders),
        resource_slot_mutation=ResourceSlotMutations(editor),
        resource_slot_query=ResourceSlotQueries(slot_types),
        agent_v2=AgentFields(agent_slots=agent_slots, all_kernels=kernels),
        kernel_v2=KernelFields(allocations),
        account_kernel_v2=AccountKernelFields(users=users, projects=projects, domains=domains),
        agent_kernel_v2=AgentKernelFields(agents),
        infrastructure_kernel_v2=InfrastructureKernelFields(
            resource_groups=resource_groups, images=images
        ),
        kernel_live_stat=KernelLiveStatFields(),
        live_stat_kernel_v2=LiveStatKernelFields(statistics, states),
        resource_allocation_kernel_v2=ResourceAllocationKernelFields(allocations),
        session_kernel_v2=SessionKernelFields(sessions),
        session_v2=SessionFields(kernels),
    )
