"""What of kernels' rows decides where their live statistics come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import case, select

from graphwright.runtime.sql import all_of
from kernelgraph.livestat.service import KernelState
from kernelgraph.models import KernelRow
from kernelgraph.repositories.access import kernels_open_to
from kernelgraph.repositories.connections import pooled
from kernelgraph.stored.names import STORED_STATUSES
from kernelgraph_api.enums import KernelV2Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncEngine

    from kernelgraph.auth.viewer import Viewer

_IS_RUNNING: Final = KernelRow.status.in_(STORED_STATUSES[KernelV2Status.RUNNING])
# That of a kernel that runs is not shown, and can be large.
_LAST_STAT: Final = case((~_IS_RUNNING, KernelRow.last_stat))


@dataclass(frozen=True, slots=True)
class KernelStateRepository:
    """Fulfils `ports.KernelStates`."""

    engine: AsyncEngine

    async def by_keys(self, viewer: Viewer, keys: Sequence[UUID]) -> Sequence[KernelState]:
        """The states of the kernels that are open to the viewer, in the order of the keys."""
        condition = all_of(KernelRow.id.in_(keys), kernels_open_to(viewer))
        statement = select(KernelRow.id, _IS_RUNNING, _LAST_STAT)
        if condition is not None:
            statement = statement.where(condition)
        async with pooled(self.engine.connect()) as connection:
            rows = (await connection.execute(statement)).all()
        states = {
            row_id: KernelState(row_id, bool(is_running), last) for row_id, is_running, last in rows
        }
        return [states[key] for key in dict.fromkeys(keys) if key in states]

    async def linked_last_stats(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, object]:
        """The last statistics of the kernels that have them; one query."""
        statement = select(KernelRow.id, KernelRow.last_stat).where(
            KernelRow.id.in_(kernel_ids), KernelRow.last_stat.is_not(None)
        )
        async with pooled(self.engine.connect()) as connection:
            rows = await connection.execute(statement)
            return {row.id: row.last_stat for row in rows}
