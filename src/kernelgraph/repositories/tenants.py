"""Users, projects and domains from their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.runtime.sql import KeysetSource, column
from kernelgraph.models import DomainRow, ProjectRow, UserRow
from kernelgraph.repositories.access import domains_open_to, projects_open_to, users_open_to
from kernelgraph.repositories.nodes import NodeRepository, global_id
from kernelgraph_api.projections import DomainV2Projection, ProjectV2Projection, UserV2Projection

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncEngine

    from graphwright.runtime import CursorCodec
    from kernelgraph_api.types import DomainV2, ProjectV2, UserV2


def user_repository(engine: AsyncEngine, codec: CursorCodec) -> NodeRepository[UUID, UserV2]:
    """The users by UUID."""
    projection = UserV2Projection(
        id=global_id("UserV2", UserRow.uuid),
        row_id=column(UserRow.uuid),
        email=column(UserRow.email),
        username=column(UserRow.username),
        role=column(UserRow.role),
    )
    source = KeysetSource(name="UserV2", projection=projection, key=(UserRow.uuid,), codec=codec)
    return NodeRepository(engine, source, users_open_to)


def project_repository(engine: AsyncEngine, codec: CursorCodec) -> NodeRepository[UUID, ProjectV2]:
    """The projects by UUID."""
    projection = ProjectV2Projection(
        id=global_id("ProjectV2", ProjectRow.id),
        row_id=column(ProjectRow.id),
        name=column(ProjectRow.name),
        domain_name=column(ProjectRow.domain_name),
    )
    source = KeysetSource(
        name="ProjectV2", projection=projection, key=(ProjectRow.id,), codec=codec
    )
    return NodeRepository(engine, source, projects_open_to)


def domain_repository(engine: AsyncEngine, codec: CursorCodec) -> NodeRepository[str, DomainV2]:
    """The domains by name."""
    projection = DomainV2Projection(
        id=global_id("DomainV2", DomainRow.name),
        name=column(DomainRow.name),
        is_active=column(DomainRow.is_active),
    )
    source = KeysetSource(
        name="DomainV2", projection=projection, key=(DomainRow.name,), codec=codec
    )
    return NodeRepository(engine, source, domains_open_to)
