"""Connections are limited, read only, named, and do not go on with what nobody waits for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool
from tests.kernelgraph.databases.activity import until_idle, until_running

from kernelgraph.api_errors import DatabaseBusy
from kernelgraph.auth.viewer import Role, Viewer
from kernelgraph.bootstrap_database import fill_demo
from kernelgraph.models import KernelRow
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.repositories.kernel_states import KernelStateRepository

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

READING = DatabaseOptions(pool_size=1, pool_timeout=0.05, is_read_only=True)


@pytest.fixture
async def engine(postgresql_url: str) -> AsyncGenerator[AsyncEngine]:
    """An engine as the server has it, with a single connection."""
    engine = create_engine(database_url(postgresql_url), READING)
    yield engine
    await engine.dispose()


@pytest.fixture
async def watcher(postgresql_url: str) -> AsyncGenerator[AsyncConnection]:
    """A connection of somebody else to the same database."""
    engine = create_async_engine(postgresql_url)
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


async def sleep(engine: AsyncEngine, seconds: float) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": seconds})


def in_use(engine: AsyncEngine) -> int:
    assert isinstance(engine.pool, QueuePool)
    return engine.pool.checkedout()


@pytest.mark.parametrize("times", [1, 5])
async def test_a_query_whose_task_is_cancelled_stops_in_the_database(
    engine: AsyncEngine, watcher: AsyncConnection, times: int
) -> None:
    for _ in range(times):
        task = asyncio.create_task(sleep(engine, 3600))
        await until_running(watcher, "pg_sleep")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await until_idle(watcher)
        assert in_use(engine) == 0
    await sleep(engine, 0)


async def test_a_query_that_runs_too_long_stops_in_the_database(
    postgresql_url: str, watcher: AsyncConnection
) -> None:
    options = DatabaseOptions(pool_size=1, statement_timeout=0.05, is_read_only=True)
    engine = create_engine(database_url(postgresql_url), options)
    with pytest.raises(DBAPIError, match="statement timeout"):
        await sleep(engine, 3600)
    await until_idle(watcher)
    assert in_use(engine) == 0
    await sleep(engine, 0)
    await engine.dispose()


async def test_a_connection_that_the_database_has_closed_is_replaced(
    engine: AsyncEngine, watcher: AsyncConnection
) -> None:
    await sleep(engine, 0)
    closed = await watcher.execute(
        text(
            "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
            " WHERE application_name = 'kernelgraph' AND datname = current_database()"
        )
    )
    assert closed.scalar_one() == 1
    await sleep(engine, 0)


async def test_there_are_no_more_connections_than_the_pool_may_have(engine: AsyncEngine) -> None:
    async with engine.connect():
        with pytest.raises(PoolTimeout, match="timed out"):
            await sleep(engine, 0)
    await sleep(engine, 0)


async def test_a_client_is_told_that_the_database_is_busy(engine: AsyncEngine) -> None:
    viewer = Viewer(user_id=UUID(int=1), role=Role.SUPERADMIN)
    async with engine.connect():
        with pytest.raises(DatabaseBusy, match="ask again in a few seconds"):
            await KernelStateRepository(engine).by_keys(viewer, [UUID(int=2)])


async def test_plans_are_made_for_the_parameters_and_without_compilation(
    engine: AsyncEngine,
) -> None:
    async with engine.connect() as connection:
        for setting, value in {"plan_cache_mode": "force_custom_plan", "jit": "off"}.items():
            assert (await connection.execute(text(f"SHOW {setting}"))).scalar_one() == value


async def test_what_only_reads_cannot_write(url: str) -> None:
    await fill_demo(url, 3, if_missing=False)
    engine = create_engine(database_url(url), READING)
    async with engine.connect() as connection:
        assert len((await connection.execute(select(KernelRow.id))).all()) == 3
        for statement in ("DELETE FROM resource_allocations", "CREATE TABLE mine (id integer)"):
            with pytest.raises(DBAPIError, match=r"read-?only"):
                await connection.execute(text(statement))
    async with engine.connect() as connection:
        assert len((await connection.execute(select(KernelRow.id))).all()) == 3
    await engine.dispose()
