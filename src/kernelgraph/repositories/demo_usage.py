"""The running kernels of a demo database, for whoever makes up what they use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from kernelgraph.livestat.demo import DemoKernel
from kernelgraph.models import KernelRow
from kernelgraph.stored.names import STORED_STATUSES
from kernelgraph_api.enums import KernelV2Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

# So that the database of anybody who tries the demo with a large one is not scraped as a whole.
_MOST: Final = 2000


async def running_kernels(engine: AsyncEngine) -> Sequence[DemoKernel]:
    """The running kernels, newest first; not more than a demo can take."""
    statement = (
        select(
            KernelRow.id,
            KernelRow.session_id,
            KernelRow.agent,
            KernelRow.user_uuid,
            KernelRow.group_id,
            KernelRow.created_at,
        )
        .where(KernelRow.status.in_(STORED_STATUSES[KernelV2Status.RUNNING]))
        .order_by(KernelRow.created_at.desc(), KernelRow.id)
        .limit(_MOST)
    )
    async with engine.connect() as connection:
        rows = (await connection.execute(statement)).all()
    return [
        DemoKernel(
            kernel_id=row.id,
            session_id=row.session_id,
            agent_id=row.agent or "",
            user_id=str(row.user_uuid or ""),
            project_id=str(row.group_id or ""),
            started_at=row.created_at.timestamp(),
            accelerator="cuda" if row.id.int % 3 == 0 else None,
        )
        for row in rows
    ]
