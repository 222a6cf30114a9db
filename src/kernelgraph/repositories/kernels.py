"""Kernels from their table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphwright.runtime.sql import (
    KeysetSource,
    all_of,
    fetch_by_keys,
    fetch_page,
)
from kernelgraph.models import STATUS_RANK, KernelRow
from kernelgraph.repositories.access import kernels_open_to
from kernelgraph.repositories.kernel_projection import kernel_projection
from kernelgraph.repositories.kernel_scope import kernels_in
from kernelgraph.repositories.shown_enum import RankedEnumColumn, shown_enum
from kernelgraph.stored.names import (
    STORED_SESSION_TYPES,
    STORED_STATUSES,
    UNKNOWN_SESSION_TYPE,
)
from kernelgraph_api.enums import KernelV2OrderField
from kernelgraph_api.filters import KernelV2FilterColumns, kernel_v2_filter
from kernelgraph_api.inputs import KernelV2OrderBy
from kernelgraph_api.orders import KernelV2OrderColumns, kernel_v2_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncEngine

    from graphwright.runtime import CursorCodec, Page, Selection
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph.ports import KernelScope, KernelSearch
    from kernelgraph.stored.degradation import Degradations
    from kernelgraph_api.types import KernelV2

_FILTER_COLUMNS: Final = KernelV2FilterColumns(
    id=KernelRow.id,
    status=RankedEnumColumn(KernelRow.status, STORED_STATUSES, STATUS_RANK.column),
    session_id=KernelRow.session_id,
    session_type=shown_enum(KernelRow.session_type, STORED_SESSION_TYPES, UNKNOWN_SESSION_TYPE),
    agent_id=KernelRow.agent,
    resource_group_name=KernelRow.scaling_group,
    created_at=KernelRow.created_at,
)
_ORDER_COLUMNS: Final = KernelV2OrderColumns(
    created_at=KernelRow.created_at,
    terminated_at=KernelRow.terminated_at,
    status=STATUS_RANK,
    cluster_mode=KernelRow.cluster_mode,
    cluster_hostname=KernelRow.cluster_hostname,
    cluster_idx=KernelRow.cluster_idx,
    id=KernelRow.id,
)
_NEWEST_FIRST: Final = (KernelV2OrderBy(field=KernelV2OrderField.CREATED_AT),)


class KernelRepository:
    """Fulfils `ports.Kernels`."""

    def __init__(self, engine: AsyncEngine, codec: CursorCodec, degradations: Degradations) -> None:
        self._engine = engine
        self._source = KeysetSource(
            name="KernelV2",
            projection=kernel_projection(degradations),
            key=(KernelRow.id,),
            codec=codec,
        )

    async def search(
        self, viewer: Viewer, scope: KernelScope, search: KernelSearch
    ) -> Page[KernelV2]:
        """The page of the kernels in the scope; two queries at most."""
        async with self._engine.connect() as connection:
            return await fetch_page(
                connection,
                self._source,
                where=all_of(
                    kernels_in(viewer, scope), kernel_v2_filter(search.filter, _FILTER_COLUMNS)
                ),
                order=kernel_v2_order(search.order_by or _NEWEST_FIRST, _ORDER_COLUMNS),
                page=search.page,
                selection=search.selection,
            )

    async def by_ids(
        self, viewer: Viewer, ids: Sequence[UUID], selection: Selection
    ) -> Sequence[KernelV2 | None]:
        """The kernel of each id, or null in its place; one query."""
        async with self._engine.connect() as connection:
            return await fetch_by_keys(
                connection, self._source, ids, where=kernels_open_to(viewer), selection=selection
            )
