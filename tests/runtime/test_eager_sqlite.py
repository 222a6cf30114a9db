"""A statement on SQLite goes to the thread of its connection once, or not at all if it is quick."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
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


QUICK_STEPS = 2000


@pytest.fixture(params=[0, QUICK_STEPS], ids=["in its thread", "at once if quick"])
async def connection(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[AsyncConnection]:
    """A connection to a table of the numbers below a thousand."""
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{tmp_path / 'test.db'}",
        module=sqlite_driver(quick_steps=request.param),
        connect_args={"timeout": 10},
    )
    async with engine.connect() as connection:
        await connection.execute(text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)"))
        insert = text("INSERT INTO numbers VALUES (:n)")
        await connection.execute(insert, [{"n": n} for n in range(1000)])
        yield connection
    await engine.dispose()


@pytest.fixture
def hops(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What has been handed over to a thread."""
    hops: list[object] = []
    driver: Any = aiosqlite.Connection
    hop: Callable[..., Any] = driver._execute

    async def counted(self: object, function: object, *arguments: object) -> Any:
        hops.append(function)
        return await hop(self, function, *arguments)

    monkeypatch.setattr(driver, "_execute", counted)
    return hops


@pytest.mark.parametrize("connection", [0], indirect=True)
async def test_a_statement_takes_one_hop(connection: AsyncConnection, hops: list[object]) -> None:
    found = await connection.execute(text("SELECT n FROM numbers WHERE n < :most"), {"most": 500})
    assert list(found.scalars()) == list(range(500))
    assert len(hops) == 1


@pytest.mark.parametrize("connection", [QUICK_STEPS], indirect=True)
async def test_a_quick_statement_takes_none(
    connection: AsyncConnection, hops: list[object]
) -> None:
    found = await connection.execute(text("SELECT n FROM numbers WHERE n < :most"), {"most": 50})
    assert list(found.scalars()) == list(range(50))
    assert hops == []


@pytest.mark.parametrize("connection", [QUICK_STEPS], indirect=True)
@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT a.n FROM numbers a, numbers b WHERE a.n + b.n = 1998", 999),
        # To SQLite a single step, however many rows there are.
        ("SELECT count(*) FROM numbers", 1000),
        ("INSERT INTO numbers VALUES (1000) RETURNING n", 1000),
    ],
)
async def test_one_that_takes_its_time_or_writes_takes_one(
    connection: AsyncConnection, hops: list[object], statement: str, expected: int
) -> None:
    assert (await connection.execute(text(statement))).scalar_one() == expected
    assert len(hops) == 1


@pytest.mark.parametrize("connection", [QUICK_STEPS], indirect=True)
async def test_a_quick_statement_that_meets_a_lock_waits_in_its_thread(
    connection: AsyncConnection, hops: list[object]
) -> None:
    await connection.commit()
    hops.clear()
    file = (await connection.execute(text("PRAGMA database_list"))).one().file
    await connection.rollback()
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        hops.clear()
        reading = asyncio.ensure_future(connection.execute(text("SELECT max(n) FROM numbers")))
        while not hops:
            await asyncio.sleep(0)
        other.execute("COMMIT")
        assert (await reading).scalar_one() == 999
    patience = await connection.execute(text("PRAGMA busy_timeout"))
    assert patience.scalar_one() == 10_000


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
