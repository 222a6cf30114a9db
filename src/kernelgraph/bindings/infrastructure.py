"""The fields that lead to resource groups and images."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime import Info
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import LinkedNodes
    from kernelgraph_api.types import ImageV2, KernelV2, ResourceGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class InfrastructureKernelFields:
    """Resolves the fields that schema/infrastructure.graphql adds to KernelV2."""

    resource_groups: LinkedNodes[str, ResourceGroup]
    images: LinkedNodes[UUID, ImageV2]

    async def resource_group(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[ResourceGroup | None]:
        """The resource group of each kernel."""
        keys = [each.resource.resource_group_name for each in parents]
        return await self.resource_groups.linked(keys, info.selection)

    async def image(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[ImageV2 | None]:
        """The image of each kernel."""
        keys = [None if each.image_id is None else UUID(each.image_id) for each in parents]
        return await self.images.linked(keys, info.selection)
