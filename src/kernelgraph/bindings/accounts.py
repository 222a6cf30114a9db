"""The fields that lead to users, projects and domains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from graphwright.runtime import Info
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import LinkedNodes
    from kernelgraph_api.types import DomainV2, KernelV2, ProjectV2, UserV2


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountKernelFields:
    """Resolves the fields that schema/account.graphql adds to KernelV2."""

    users: LinkedNodes[UUID, UserV2]
    projects: LinkedNodes[UUID, ProjectV2]
    domains: LinkedNodes[str, DomainV2]

    async def user(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[UserV2 | None]:
        """The owner of each kernel."""
        return await self.users.linked([each.user_info.user_id for each in parents], info.selection)

    async def project(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[ProjectV2 | None]:
        """The project of each kernel."""
        keys = [each.user_info.group_id for each in parents]
        return await self.projects.linked(keys, info.selection)

    async def domain(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[DomainV2 | None]:
        """The domain of each kernel."""
        keys = [each.user_info.domain_name for each in parents]
        return await self.domains.linked(keys, info.selection)
