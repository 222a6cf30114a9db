"""A PostgreSQL database full of made-up kernels, filled once and used again."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from tests.benchmarks.database.progress import Progress
from tests.benchmarks.database.rows import KERNELS, PREPARATION, SESSIONS, WORLD

from kernelgraph.bootstrap_database import migrate_database
from kernelgraph.repositories.database import database_url

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from typing import TextIO

_CHUNK: Final = 20_000


async def fill(url: str, kernels: int, output: TextIO) -> bool:
    """Whether there was anything to do: the database of the URL has so many kernels thereafter.

    Kernels are a multiple of 1,000; a database with any other number of them is made anew.
    """
    async with connected(url) as driver:
        is_filled = await _count(driver) == kernels
    if is_filled:
        await migrate_database(url, "head", adopt=False)
        return False
    await migrate_database(url, "base", adopt=False)
    # The indexes that pages are read by are quicker made at the end.
    await migrate_database(url, "0001", adopt=False)
    async with connected(url) as driver:
        await _insert(driver, kernels, Progress(output, "kernels", kernels))
    output.write("indexes and statistics\n")
    await migrate_database(url, "head", adopt=False)
    async with connected(url) as driver:
        await driver.execute("VACUUM ANALYZE", timeout=3600)
    return True


@asynccontextmanager
async def connected(url: str) -> AsyncGenerator[Any]:
    """A connection of the driver itself, without a transaction."""
    engine = create_async_engine(
        database_url(url), poolclass=NullPool, isolation_level="AUTOCOMMIT"
    )
    async with engine.connect() as connection:
        yield (await connection.get_raw_connection()).driver_connection


async def _count(driver: Any) -> int | None:
    """The number of kernels; null unless the database was filled to the end."""
    is_filled = "SELECT to_regclass('ix_kernels_created_at_id') IS NOT NULL"
    if not await driver.fetchval(is_filled):
        return None
    count: int = await driver.fetchval("SELECT count(*) FROM kernels")
    return count


async def _insert(driver: Any, kernels: int, progress: Progress) -> None:
    await driver.execute(PREPARATION)
    await driver.execute(WORLD)
    for start in range(0, kernels, _CHUNK):
        end = min(start + _CHUNK, kernels)
        for statement in (SESSIONS, KERNELS):
            await driver.execute(statement, start, end, kernels)
        progress.show(end)
