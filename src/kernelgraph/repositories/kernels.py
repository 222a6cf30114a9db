"""Kernels from their table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from graphwright.runtime.sql import KeysetSource
from kernelgraph.models import STATUS_RANK, KernelRow
from kernelgraph.repositories.access import kernels_open_to
from kernelgraph.repositories.kernel_place import HIDDEN, SHOWN
from kernelgraph.repositories.kernel_projection import kernel_projection
from kernelgraph.repositories.kernel_scope import kernels_in
from kernelgraph.repositories.nodes import Listing, Rows
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
    from kernelgraph.repositories.kernel_place import KernelPlace
    from kernelgraph.stored.degradation import Degradations
    from kernelgraph_api.inputs import KernelV2Filter
    from kernelgraph_api.types import KernelV2

_ORDER_COLUMNS: Final = KernelV2OrderColumns(
    created_at=KernelRow.created_at,
    terminated_at=KernelRow.terminated_at,
    status=STATUS_RANK,
    cluster_mode=KernelRow.cluster_mode,
    cluster_hostname=KernelRow.cluster_hostname,
    cluster_idx=KernelRow.cluster_idx,
    id=KernelRow.id,
)


@dataclass(frozen=True, slots=True)
class _View:
    """Kernels as some viewers see them."""

    source: KeysetSource[KernelV2]
    listing: Listing[KernelV2Filter, KernelV2OrderBy]


class KernelRepository:
    """Fulfils `ports.Kernels`.

    With `hide_agents` none but superadmins learn where kernels run.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        codec: CursorCodec,
        degradations: Degradations,
        *,
        hide_agents: bool,
    ) -> None:
        self._engine = engine
        self._whole = _view(codec, degradations, SHOWN)
        self._usual = _view(codec, degradations, HIDDEN) if hide_agents else self._whole

    async def search(
        self, viewer: Viewer, scope: KernelScope, search: KernelSearch
    ) -> Page[KernelV2]:
        """The page of the kernels in the scope; two queries at most."""
        view = self._view_of(viewer)
        rows = Rows(self._engine, view.source, kernels_in(viewer, scope))
        return await rows.page(view.listing, search)

    async def by_keys(
        self, viewer: Viewer, keys: Sequence[UUID | None], selection: Selection
    ) -> Sequence[KernelV2 | None]:
        """The kernel of each id, or null in its place; one query."""
        rows = Rows(self._engine, self._view_of(viewer).source, kernels_open_to(viewer))
        return await rows.by_keys(keys, selection)

    async def of_sessions(
        self, viewer: Viewer, session_ids: Sequence[UUID], search: KernelSearch
    ) -> Sequence[Page[KernelV2]]:
        """The page of the kernels of each session; as many queries as for one."""
        view = self._view_of(viewer)
        rows = Rows(self._engine, view.source, kernels_open_to(viewer))
        return await rows.pages(KernelRow.session_id, session_ids, view.listing, search)

    async def of_agents(
        self, viewer: Viewer, agent_ids: Sequence[str], search: KernelSearch
    ) -> Sequence[Page[KernelV2]]:
        """The page of the kernels of each agent; as many queries as for one."""
        view = self._view_of(viewer)
        rows = Rows(self._engine, view.source, kernels_open_to(viewer))
        return await rows.pages(KernelRow.agent, agent_ids, view.listing, search)

    def _view_of(self, viewer: Viewer) -> _View:
        return self._whole if viewer.is_superadmin else self._usual


def _view(codec: CursorCodec, degradations: Degradations, place: KernelPlace) -> _View:
    source = KeysetSource(
        name="KernelV2",
        projection=kernel_projection(degradations, place),
        key=(KernelRow.id,),
        codec=codec,
    )
    columns = KernelV2FilterColumns(
        id=KernelRow.id,
        status=RankedEnumColumn(KernelRow.status, STORED_STATUSES, STATUS_RANK.column),
        session_id=KernelRow.session_id,
        session_type=shown_enum(KernelRow.session_type, STORED_SESSION_TYPES, UNKNOWN_SESSION_TYPE),
        agent_id=place.agent_id,
        resource_group_name=KernelRow.scaling_group,
        created_at=KernelRow.created_at,
    )
    listing: Listing[KernelV2Filter, KernelV2OrderBy] = Listing(
        condition=partial(kernel_v2_filter, columns=columns),
        terms=partial(kernel_v2_order, columns=_ORDER_COLUMNS),
        default_order=(KernelV2OrderBy(field=KernelV2OrderField.CREATED_AT),),
    )
    return _View(source, listing)
