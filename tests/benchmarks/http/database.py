"""The database that all servers read: the made-up cluster without its dirty rows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kernelgraph.demo import Batch, demo_batches
from kernelgraph.demo.dirt import DIRT
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.repositories.demo_store import DemoStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kernelgraph.demo import Row


def make_database(path: Path, kernels: int) -> None:
    """Fill a new SQLite file; the peers need not know what is made of damaged values."""
    asyncio.run(_fill(path, kernels))


async def _fill(path: Path, kernels: int) -> None:
    engine = create_engine(database_url(f"sqlite:///{path}"), DatabaseOptions(pool_size=1))
    await DemoStore(engine).fill(_clean(kernels))
    await engine.dispose()


def _clean(kernels: int) -> Iterator[Batch]:
    dirty: set[object] = set()
    for batch in demo_batches(kernels):
        if batch.table == "kernels":
            dirty.update(row["id"] for row in batch.rows if _is_dirty(row))
        key = {"kernels": "id", "resource_allocations": "kernel_id"}.get(batch.table)
        rows = [row for row in batch.rows if key is None or row[key] not in dirty]
        yield Batch(batch.table, rows)


def _is_dirty(row: Row) -> bool:
    return any(row[column] == value for column, value in DIRT)
