"""Revisions lead forwards and backwards, and their end is what the models declare."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, filterwarnings

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, inspect, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from kernelgraph.bootstrap_database import (
    check_database,
    fill_demo,
    migrate_database,
    migration_script,
)
from kernelgraph.demo import demo_batches
from kernelgraph.errors import DatabaseUnavailable, RevisionMismatch, UnknownRevision
from kernelgraph.migrations.environment import VERSION_TABLE, options
from kernelgraph.migrations.revisions import Move, known_revisions
from kernelgraph.models import Base
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
LATEST = known_revisions()[-1]


async def inside(url: str, function: Callable[[Connection], Any]) -> Any:
    """What the function makes of a connection to the database."""
    engine = create_engine(database_url(url), DatabaseOptions(pool_size=1))
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(function)
    finally:
        await engine.dispose()


async def migrate(url: str, to: str = "head", *, adopt: bool = False) -> Move:
    return await migrate_database(url, to, adopt=adopt)


def tables(connection: Connection) -> set[str]:
    return {name for name in inspect(connection).get_table_names() if name != VERSION_TABLE}


def differences(connection: Connection) -> list[Any]:
    """What autogenerate would change in the database to have it as the models are."""
    context = MigrationContext.configure(connection, opts=options())
    with catch_warnings():
        # SQLite does not tell of expressions; the indexes of both are compared as text below.
        filterwarnings("ignore", "Skipped unsupported reflection of expression-based index")
        filterwarnings("ignore", "autogenerate skipping metadata-specified expression-based index")
        found: list[Any] = compare_metadata(context, Base.metadata)
    return found


def indexes(connection: Connection) -> set[str]:
    """The statements that make the indexes, as the database gives them."""
    query = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix%'",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE tablename <> :version",
    }[connection.dialect.name]
    found = connection.execute(text(query), {"version": VERSION_TABLE}).scalars()
    return {each.replace("IF NOT EXISTS ", "") for each in found}


def statistics(connection: Connection) -> list[str]:
    """The statements that have statistics of several columns kept; SQLite has none."""
    if connection.dialect.name == "sqlite":
        return []
    query = "SELECT pg_get_statisticsobjdef(oid) FROM pg_statistic_ext ORDER BY 1"
    return list(connection.execute(text(query)).scalars())


def contents(connection: Connection) -> dict[str, list[Any]]:
    """All rows of all tables, in an order that does not depend on how they are stored."""
    return {
        table.name: sorted(map(repr, connection.execute(select(table))))
        for table in Base.metadata.sorted_tables
    }


async def test_an_empty_database_gets_all_tables_and_loses_them_again(url: str) -> None:
    assert await migrate(url) == Move(None, LATEST)
    assert await inside(url, tables) == set(Base.metadata.tables)
    assert await migrate(url) == Move(LATEST, LATEST)
    assert await migrate(url, "base") == Move(LATEST, None)
    assert await inside(url, tables) == set()
    assert await migrate(url) == Move(None, LATEST)


async def test_the_migrated_tables_are_those_of_the_models(url: str) -> None:
    await migrate(url)
    assert await inside(url, differences) == []


async def test_an_index_that_is_missing_is_noticed(url: str) -> None:
    await migrate(url, "0001")
    changes = await inside(url, differences)
    assert {change[0] for change in changes} == {"add_index"}


async def test_the_migrated_indexes_and_statistics_are_those_of_the_models_to_the_letter(
    url: str,
) -> None:
    await migrate(url)
    migrated = await inside(url, indexes), await inside(url, statistics)
    await migrate(url, "base")
    await inside(url, Base.metadata.create_all)
    assert (await inside(url, indexes), await inside(url, statistics)) == migrated


async def test_the_slot_types_are_seeded(url: str) -> None:
    def seeded(connection: Connection) -> list[Any]:
        table = Base.metadata.tables["resource_slot_types"]
        return [dict(row._mapping) for row in connection.execute(select(table).order_by("rank"))]

    await migrate(url)
    demo = next(batch for batch in demo_batches(1) if batch.table == "resource_slot_types")
    assert await inside(url, seeded) == demo.rows


async def test_rows_survive_the_way_back_to_the_first_revision(url: str) -> None:
    await fill_demo(url, 40, if_missing=False)
    before = await inside(url, contents)
    for revision in (*reversed(known_revisions()), *known_revisions()):
        await migrate(url, revision)
        assert await inside(url, contents) == before
    assert await inside(url, differences) == []


async def test_a_migration_that_fails_leaves_nothing_behind(url: str) -> None:
    def in_the_way(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE sessions (id integer)"))

    await inside(url, in_the_way)
    with pytest.raises(DatabaseUnavailable, match="sessions"):
        await migrate(url)
    assert await inside(url, tables) == {"sessions"}


async def test_of_several_at_the_same_time_one_migrates_and_the_others_find_it_done(
    url: str,
) -> None:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(migrate(url)) for _ in range(4)]
    moves = sorted((task.result() for task in tasks), key=str)
    assert moves == [*[Move(LATEST, LATEST)] * 3, Move(None, LATEST)]


async def test_tables_of_another_maker_are_adopted_when_asked_for(url: str) -> None:
    await inside(url, Base.metadata.create_all)
    with pytest.raises(RevisionMismatch, match=r"kernelgraph migrate .* --adopt"):
        await check_database(Settings(database_url=url))
    with pytest.raises(RevisionMismatch, match=r"kernelgraph migrate .* --adopt"):
        await migrate(url)
    assert await migrate(url, adopt=True) == Move(None, LATEST)
    await check_database(Settings(database_url=url))
    assert await inside(url, differences) == []


async def test_adopting_a_database_with_a_revision_is_like_migrating_it(url: str) -> None:
    assert await migrate(url, adopt=True) == Move(None, LATEST)
    assert await inside(url, tables) == set(Base.metadata.tables)
    assert await migrate(url, "0001", adopt=True) == Move(LATEST, "0001")


async def test_a_server_refuses_an_earlier_revision_and_names_the_command(url: str) -> None:
    await migrate(url, "0001")
    with pytest.raises(RevisionMismatch) as refusal:
        await check_database(Settings(database_url=url))
    assert "is at revision 0001" in str(refusal.value)
    assert f"needs {LATEST}: kernelgraph migrate --database-url" in str(refusal.value)


async def test_a_server_refuses_a_later_revision(url: str) -> None:
    def later(connection: Connection) -> None:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))

    await migrate(url)
    await inside(url, later)
    with pytest.raises(RevisionMismatch, match="revision 9999, which this version"):
        await check_database(Settings(database_url=url))
    with pytest.raises(UnknownRevision, match="'9999'"):
        await migrate(url)


async def test_a_revision_that_does_not_exist_is_told_with_those_that_do(url: str) -> None:
    with pytest.raises(UnknownRevision, match=r"'0815'.*0001, 0002, 0003"):
        await migrate(url, "0815")
    with pytest.raises(UnknownRevision, match="'0815'"):
        migration_script(url, "0815")


async def test_the_printed_sql_makes_the_same_postgresql_database(postgresql_url: str) -> None:
    engine = create_async_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        # The driver itself: it alone takes a whole script at once.
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.execute(migration_script(postgresql_url, "head"))
    await engine.dispose()
    assert await inside(postgresql_url, differences) == []
    assert await migrate(postgresql_url) == Move(LATEST, LATEST)


async def test_the_printed_sql_makes_the_same_sqlite_database(
    sqlite_url: str, tmp_path: Path
) -> None:
    connection = sqlite3.connect(tmp_path / "new.db")
    connection.executescript(migration_script(sqlite_url, "head"))
    connection.close()
    assert await inside(sqlite_url, differences) == []
    assert await migrate(sqlite_url) == Move(LATEST, LATEST)


async def test_another_program_may_keep_its_revisions_beside_ours(url: str) -> None:
    def other(connection: Connection) -> None:
        metadata = MetaData()
        metadata.reflect(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num varchar(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('of-another-program')"))

    await inside(url, other)
    assert await migrate(url) == Move(None, LATEST)


def test_the_built_distribution_migrates_from_its_own_files(
    tmp_path: Path, sqlite_url: str
) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    code = "import kernelgraph.cli as c; print(c.__file__); c.main(['migrate'])"
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(installed), "KERNELGRAPH_DATABASE_URL": sqlite_url},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert result.stdout.splitlines() == [
        str(installed / "kernelgraph" / "cli.py"),
        f"From revision base to {LATEST}.",
    ]
