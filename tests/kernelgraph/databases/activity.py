"""What a PostgreSQL server is doing for the connections of the application."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_PATIENCE = 20.0
_RUNNING = text(
    "SELECT query FROM pg_stat_activity WHERE state = 'active' AND datname = current_database()"
    " AND application_name = 'kernelgraph'"
)


async def running(watcher: AsyncConnection) -> list[str]:
    """The statements that run for the application in the database of the watcher."""
    found = list((await watcher.execute(_RUNNING)).scalars())
    # The statistics are those of the start of a transaction until it ends.
    await watcher.rollback()
    return found


async def until_running(watcher: AsyncConnection, part: str) -> None:
    """Wait until a statement with that in its text runs."""
    async with asyncio.timeout(_PATIENCE):
        while not any(part in query for query in await running(watcher)):
            await asyncio.sleep(0.01)


async def until_idle(watcher: AsyncConnection) -> None:
    """Wait until nothing runs for the application."""
    async with asyncio.timeout(_PATIENCE):
        while await running(watcher):
            await asyncio.sleep(0.01)
