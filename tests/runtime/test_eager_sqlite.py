"""A statement on SQLite goes to the thread of its connection once and comes back with its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import create_async_engine

from graphwright.runtime.sql import sqlite_driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncConnection


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[AsyncConnection]:
    """A connection to a table of the numbers below a thousand."""
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{tmp_path / 'test.db'}", module=sqlite_driver()
    )
    async with engine.connect() as connection:
        await connection.execute(text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)"))
        insert = text("INSERT INTO numbers VALUES (:n)")
        await connection.execute(insert, [{"n": n} for n in range(1000)])
        yield connection
    await engine.dispose()


async def test_a_statement_takes_one_hop(
    connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    hops: list[object] = []
    driver: Any = aiosqlite.Connection
    hop: Callable[..., Any] = driver._execute

    async def counted(self: object, function: object, *arguments: object) -> Any:
        hops.append(function)
        return await hop(self, function, *arguments)

    monkeypatch.setattr(driver, "_execute", counted)
    found = await connection.execute(text("SELECT n FROM numbers WHERE n < :most"), {"most": 500})
    assert list(found.scalars()) == list(range(500))
    assert len(hops) == 1


async def test_what_a_statement_tells_besides_its_rows_is_there(
    connection: AsyncConnection,
) -> None:
    deleted = await connection.execute(text("DELETE FROM numbers WHERE n < 10"))
    assert (deleted.rowcount, deleted.returns_rows) == (10, False)
    found = await connection.execute(text("SELECT n AS a, n AS b FROM numbers"))
    assert list(found.keys()) == ["a", "b"]
    assert found.fetchmany(2) == [(10, 10), (11, 11)]
    assert found.first() == (12, 12)
    added = await connection.execute(text("INSERT INTO numbers VALUES (5000)"))
    assert added.lastrowid == 5000


async def test_mistakes_are_those_of_the_database(connection: AsyncConnection) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        await connection.execute(text("SELECT * FROM missing"))
    with pytest.raises(IntegrityError):
        await connection.execute(text("INSERT INTO numbers VALUES (999)"))
    assert (await connection.execute(text("SELECT count(*) FROM numbers"))).scalar_one() == 1000


async def test_rows_can_still_be_streamed(connection: AsyncConnection) -> None:
    found = await connection.stream(text("SELECT n FROM numbers"))
    assert [row.n async for row in found] == list(range(1000))


async def test_what_is_not_committed_is_rolled_back(connection: AsyncConnection) -> None:
    await connection.commit()
    await connection.execute(text("DELETE FROM numbers"))
    await connection.rollback()
    assert (await connection.execute(text("SELECT count(*) FROM numbers"))).scalar_one() == 1000
