"""Connections of the pool for those who answer a client."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import TimeoutError as PoolTimeout

from kernelgraph.api_errors import DatabaseBusy

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from contextlib import AbstractAsyncContextManager

    from sqlalchemy.ext.asyncio import AsyncConnection


@asynccontextmanager
async def pooled(
    connection: AbstractAsyncContextManager[AsyncConnection],
) -> AsyncGenerator[AsyncConnection]:
    """The connection; DatabaseBusy if none of the pool becomes free in its time."""
    try:
        async with connection as taken:
            yield taken
    except PoolTimeout as error:
        raise DatabaseBusy(
            "the database is busy with other requests: ask again in a few seconds"
        ) from error
