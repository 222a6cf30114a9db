"""Users, projects and domains from their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.runtime.sql import column
from kernelgraph.models import DomainRow, ProjectRow, UserRow
from kernelgraph.repositories.access import domains_open_to, projects_open_to, users_open_to
from kernelgraph.repositories.nodes import global_id
from kernelgraph_api.projections import DomainV2Projection, ProjectV2Projection, UserV2Projection

if TYPE_CHECKING:
    from uuid import UUID

    from kernelgraph.repositories.nodes import NodeRepository, Store
    from kernelgraph_api.types import DomainV2, ProjectV2, UserV2


def user_repository(store: Store) -> NodeRepository[UUID, UserV2]:
    """The users by UUID."""
    projection = UserV2Projection(
        id=global_id("UserV2", UserRow.uuid),
        row_id=column(UserRow.uuid),
        email=column(UserRow.email),
        username=column(UserRow.username),
        role=column(UserRow.role),
    )
    return store.nodes(projection, UserRow.uuid, users_open_to)


def project_repository(store: Store) -> NodeRepository[UUID, ProjectV2]:
    """The projects by UUID."""
    projection = ProjectV2Projection(
        id=global_id("ProjectV2", ProjectRow.id),
        row_id=column(ProjectRow.id),
        name=column(ProjectRow.name),
        domain_name=column(ProjectRow.domain_name),
    )
    return store.nodes(projection, ProjectRow.id, projects_open_to)


def domain_repository(store: Store) -> NodeRepository[str, DomainV2]:
    """The domains by name."""
    projection = DomainV2Projection(
        id=global_id("DomainV2", DomainRow.name),
        name=column(DomainRow.name),
        is_active=column(DomainRow.is_active),
    )
    return store.nodes(projection, DomainRow.name, domains_open_to)
