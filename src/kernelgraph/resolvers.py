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
from kernelgraph.repositories.nodes import Store
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
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncEngine

    from graphwright.runtime import CursorCodec
    from graphwright.runtime.sql import KeysetSource
    from kernelgraph.context import RequestContext
    from kernelgraph.livestat.feed import Ticker
    from kernelgraph.ports import LiveStatistics
    from kernelgraph.repositories.agents import AgentRepository
    from kernelgraph.repositories.nodes import NodeRepository
    from kernelgraph.stored.degradation import Degradations
    from kernelgraph_api.types import (
        DomainV2,
        ImageV2,
        ProjectV2,
        ResourceGroup,
        ResourceSlotType,
        SessionV2,
        UserV2,
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Repositories:
    """The repositories of the types."""

    kernels: KernelRepository
    sessions: NodeRepository[UUID, SessionV2]
    users: NodeRepository[UUID, UserV2]
    projects: NodeRepository[UUID, ProjectV2]
    domains: NodeRepository[str, DomainV2]
    agents: AgentRepository
    resource_groups: NodeRepository[str, ResourceGroup]
    images: NodeRepository[UUID, ImageV2]
    allocations: ResourceAllocationRepository
    slot_types: ResourceSlotTypeRepository
    agent_slots: AgentResourceRepository


def build_resolvers(parts: ResolverParts) -> Resolvers[RequestContext]:
    """The resolvers; what they read in a stored value that is damaged is recorded."""
    slot_type_rows = slot_type_source(parts.codec, parts.degradations)
    editor = ResourceSlotTypeEditor(parts.writing_engine, slot_type_rows, parts.now)
    its = _repositories(parts, slot_type_rows)
    states, statistics = KernelStateRepository(parts.engine), parts.live_statistics
    return Resolvers(
        agent_query=AgentQueries(its.agents),
        kernel_query=KernelQueries(its.kernels),
        live_stat_subscription=LiveStatSubscriptions(statistics, states, parts.ticker),
        relay_query=NodeQueries(_loaders(its)),
        resource_slot_mutation=ResourceSlotMutations(editor),
        resource_slot_query=ResourceSlotQueries(its.slot_types),
        agent_v2=AgentFields(agent_slots=its.agent_slots, all_kernels=its.kernels),
        kernel_v2=KernelFields(its.allocations),
        account_kernel_v2=AccountKernelFields(
            users=its.users, projects=its.projects, domains=its.domains
        ),
        agent_kernel_v2=AgentKernelFields(its.agents),
        infrastructure_kernel_v2=InfrastructureKernelFields(
            resource_groups=its.resource_groups, images=its.images
        ),
        kernel_live_stat=KernelLiveStatFields(),
        live_stat_kernel_v2=LiveStatKernelFields(statistics, states),
        resource_allocation_kernel_v2=ResourceAllocationKernelFields(its.allocations),
        session_kernel_v2=SessionKernelFields(its.sessions),
        session_v2=SessionFields(its.kernels),
    )


def _repositories(
    parts: ResolverParts, slot_type_rows: KeysetSource[ResourceSlotType]
) -> _Repositories:
    engine, codec, degradations = parts.engine, parts.codec, parts.degradations
    store = Store(engine, codec)
    return _Repositories(
        kernels=KernelRepository(engine, codec, degradations, hide_agents=parts.hide_agents),
        sessions=session_repository(store, degradations),
        users=user_repository(store),
        projects=project_repository(store),
        domains=domain_repository(store),
        agents=agent_repository(store),
        resource_groups=resource_group_repository(store),
        images=image_repository(store),
        allocations=ResourceAllocationRepository(engine, codec),
        slot_types=ResourceSlotTypeRepository(engine, slot_type_rows),
        agent_slots=AgentResourceRepository(engine, codec),
    )


def _loaders(its: _Repositories) -> NodeLoaders[RequestContext]:
    return NodeLoaders(
        agent_resource_slot=node_loader("AgentResourceSlot", agent_slot_key, its.agent_slots),
        agent_v2=node_loader("AgentV2", text_key, its.agents),
        domain_v2=node_loader("DomainV2", text_key, its.domains),
        image_v2=node_loader("ImageV2", uuid_key, its.images),
        kernel_resource_allocation=node_loader(
            "KernelResourceAllocation", allocation_key, its.allocations
        ),
        kernel_v2=node_loader("KernelV2", uuid_key, its.kernels),
        project_v2=node_loader("ProjectV2", uuid_key, its.projects),
        resource_group=node_loader("ResourceGroup", text_key, its.resource_groups),
        resource_slot_type=node_loader("ResourceSlotType", text_key, its.slot_types),
        session_v2=node_loader("SessionV2", uuid_key, its.sessions),
        user_v2=node_loader("UserV2", uuid_key, its.users),
    )
