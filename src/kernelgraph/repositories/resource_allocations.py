"""The allocations of kernels from their table, one by one and summed up."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import case, func, select

from graphwright.runtime import UNSELECTED
from graphwright.runtime.sql import KeysetSource, column
from kernelgraph.models import ResourceAllocationRow
from kernelgraph.repositories.access import rows_of_kernels_open_to
from kernelgraph.repositories.connections import pooled
from kernelgraph.repositories.nodes import Listing, Rows, global_id
from kernelgraph_api.enums import KernelResourceAllocationOrderField
from kernelgraph_api.filters import (
    KernelResourceAllocationFilterColumns,
    kernel_resource_allocation_filter,
)
from kernelgraph_api.inputs import KernelResourceAllocationOrderBy
from kernelgraph_api.orders import (
    KernelResourceAllocationOrderColumns,
    kernel_resource_allocation_order,
)
from kernelgraph_api.projections import KernelResourceAllocationProjection
from kernelgraph_api.types import ResourceAllocation, ResourceSlot, ResourceSlotEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from uuid import UUID

    from sqlalchemy import Row, Select, SQLColumnExpression
    from sqlalchemy.ext.asyncio import AsyncEngine

    from graphwright.runtime import CursorCodec, Page, Selection
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph.ports import AllocationSearch
    from kernelgraph_api.inputs import KernelResourceAllocationFilter
    from kernelgraph_api.types import KernelResourceAllocation

_FILTER_COLUMNS: Final = KernelResourceAllocationFilterColumns(
    slot_name=ResourceAllocationRow.slot_name
)
_ORDER_COLUMNS: Final = KernelResourceAllocationOrderColumns(
    slot_name=ResourceAllocationRow.slot_name,
    requested=ResourceAllocationRow.requested,
    used=ResourceAllocationRow.used,
)
_LISTING: Final[Listing[KernelResourceAllocationFilter, KernelResourceAllocationOrderBy]] = Listing(
    condition=partial(kernel_resource_allocation_filter, columns=_FILTER_COLUMNS),
    terms=partial(kernel_resource_allocation_order, columns=_ORDER_COLUMNS),
    default_order=(
        KernelResourceAllocationOrderBy(field=KernelResourceAllocationOrderField.SLOT_NAME),
    ),
)
# The sums by field of ResourceAllocation. A kernel has one row a slot, so each sum over the rows
# of a kernel and a slot is the value of that row; null where the row does not count.
_SUMS: Final[Mapping[str, SQLColumnExpression[Decimal | None]]] = {
    "requested": ResourceAllocationRow.requested,
    "used": case(
        (
            ResourceAllocationRow.free_at.is_(None),
            func.coalesce(ResourceAllocationRow.used, ResourceAllocationRow.requested),
        )
    ),
    "allocated": case(
        (ResourceAllocationRow.used_at.is_not(None), ResourceAllocationRow.used),
    ),
}
# Drivers limit the parameters of a statement.
_MAX_IDS: Final = 10_000


class ResourceAllocationRepository:
    """Fulfils `ports.KernelAllocations`."""

    def __init__(self, engine: AsyncEngine, codec: CursorCodec) -> None:
        self._engine = engine
        self._source = KeysetSource(
            name="KernelResourceAllocation",
            projection=KernelResourceAllocationProjection(
                id=global_id(
                    "KernelResourceAllocation",
                    ResourceAllocationRow.kernel_id,
                    ResourceAllocationRow.slot_name,
                ),
                slot_name=column(ResourceAllocationRow.slot_name),
                requested=column(ResourceAllocationRow.requested),
                used=column(ResourceAllocationRow.used),
            ),
            key=(ResourceAllocationRow.kernel_id, ResourceAllocationRow.slot_name),
            codec=codec,
        )

    async def by_keys(
        self, viewer: Viewer, keys: Sequence[tuple[UUID, str] | None], selection: Selection
    ) -> Sequence[KernelResourceAllocation | None]:
        """The allocation of each pair of kernel id and slot name, or null; one query."""
        is_open = rows_of_kernels_open_to(viewer, ResourceAllocationRow.kernel_id)
        return await Rows(self._engine, self._source, is_open).by_keys(keys, selection)

    async def linked_pages(
        self, owners: Sequence[UUID], search: AllocationSearch
    ) -> Sequence[Page[KernelResourceAllocation]]:
        """The page of the allocations of each kernel; as many queries as for one."""
        rows = Rows(self._engine, self._source, None)
        return await rows.pages(ResourceAllocationRow.kernel_id, owners, _LISTING, search)

    async def linked_totals(
        self, kernel_ids: Sequence[UUID], selection: Selection
    ) -> Sequence[ResourceAllocation]:
        """The sums of each kernel by slot name; one query for up to 10,000 kernels."""
        names = [name for name in _SUMS if name in selection]
        rows: Mapping[UUID, Sequence[Row[Any]]] = {}
        if names:
            rows = await self._rows(list(dict.fromkeys(kernel_ids)), names)
        return [_allocation(rows.get(kernel_id, ()), names) for kernel_id in kernel_ids]

    async def _rows(
        self, kernel_ids: Sequence[UUID], names: Sequence[str]
    ) -> Mapping[UUID, Sequence[Row[Any]]]:
        """The slot name and the named sums of each kernel, by slot name."""
        statement: Select[*tuple[Any, ...]] = select(
            ResourceAllocationRow.kernel_id,
            ResourceAllocationRow.slot_name,
            *(_SUMS[name].label(name) for name in names),
        )
        rows: dict[UUID, list[Row[Any]]] = {}
        async with pooled(self._engine.connect()) as connection:
            for start in range(0, len(kernel_ids), _MAX_IDS):
                chunk = ResourceAllocationRow.kernel_id.in_(kernel_ids[start : start + _MAX_IDS])
                for row in await connection.execute(statement.where(chunk)):
                    rows.setdefault(row.kernel_id, []).append(row)
        for each in rows.values():
            each.sort(key=attrgetter("slot_name"))
        return rows


def _allocation(rows: Sequence[Row[Any]], names: Sequence[str]) -> ResourceAllocation:
    """The sums of one kernel; what no row counts for is null, except for what was requested."""
    return ResourceAllocation(
        requested=_slots(rows, "requested") if "requested" in names else UNSELECTED,
        used=_slots_or_null(rows, "used") if "used" in names else UNSELECTED,
        allocated=_slots_or_null(rows, "allocated") if "allocated" in names else UNSELECTED,
    )


def _slots_or_null(rows: Sequence[Row[Any]], name: str) -> ResourceSlot | None:
    slots = _slots(rows, name)
    return slots if slots.entries else None


def _slots(rows: Sequence[Row[Any]], name: str) -> ResourceSlot:
    quantities = ((row.slot_name, getattr(row, name)) for row in rows)
    return ResourceSlot(
        entries=[
            ResourceSlotEntry(resource_type=slot_name, quantity=quantity)
            for slot_name, quantity in quantities
            if quantity is not None
        ]
    )
