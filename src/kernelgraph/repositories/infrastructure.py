"""Resource groups and images from their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.runtime.sql import column
from kernelgraph.models import ImageRow, ResourceGroupRow
from kernelgraph.repositories.access import images_open_to, resource_groups_open_to
from kernelgraph.repositories.nodes import global_id
from kernelgraph_api.projections import ImageV2Projection, ResourceGroupProjection

if TYPE_CHECKING:
    from uuid import UUID

    from kernelgraph.repositories.nodes import NodeRepository, Store
    from kernelgraph_api.types import ImageV2, ResourceGroup


def resource_group_repository(store: Store) -> NodeRepository[str, ResourceGroup]:
    """The resource groups by name."""
    projection = ResourceGroupProjection(
        id=global_id("ResourceGroup", ResourceGroupRow.name),
        name=column(ResourceGroupRow.name),
        is_active=column(ResourceGroupRow.is_active),
    )
    return store.nodes(projection, ResourceGroupRow.name, resource_groups_open_to)


def image_repository(store: Store) -> NodeRepository[UUID, ImageV2]:
    """The images by UUID."""
    projection = ImageV2Projection(
        id=global_id("ImageV2", ImageRow.id),
        row_id=column(ImageRow.id),
        name=column(ImageRow.name),
        registry=column(ImageRow.registry_name),
        tag=column(ImageRow.tag),
        architecture=column(ImageRow.architecture),
    )
    return store.nodes(projection, ImageRow.id, images_open_to)
