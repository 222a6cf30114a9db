"""Texts sort and fold alike on both databases, whatever language PostgreSQL's was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select, text

from graphwright.runtime.sql import i_contains
from kernelgraph.bootstrap_database import migrate_database
from kernelgraph.migrations.environment import VERSION_TABLE
from kernelgraph.models import DomainRow
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy.ext.asyncio import AsyncEngine

NAMES = [
    "b",
    "A",
    "a",
    "B",
    "_",
    "Ä",
    "ä",
    "á",
    "z",
    "Z",
    "a b",
    "ab",
    "a-b",
    "aB",
    "ß",
    "日",
    "-",
    "é",
]


@pytest.fixture
async def engine(url: str) -> AsyncGenerator[AsyncEngine]:
    await migrate_database(url, "head", adopt=False)
    engine = create_engine(database_url(url), DatabaseOptions(pool_size=1))
    yield engine
    await engine.dispose()


async def test_texts_sort_by_their_code_points(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(DomainRow), [{"name": name} for name in NAMES])
        found = await connection.scalars(select(DomainRow.name).order_by(DomainRow.name))
        after = await connection.scalars(
            select(DomainRow.name).where(DomainRow.name > "a").order_by(DomainRow.name)
        )
    assert list(found) == sorted(NAMES)
    assert list(after) == [name for name in sorted(NAMES) if name > "a"]


async def test_letters_beyond_ascii_fold_as_well(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(DomainRow), [{"name": name} for name in NAMES])
        condition = i_contains(DomainRow.name, "Ä")
        assert condition is not None
        found = await connection.scalars(
            select(DomainRow.name).where(condition).order_by(DomainRow.name)
        )
    assert list(found) == ["Ä", "ä"]


async def test_every_column_of_text_has_the_order(postgresql_url: str) -> None:
    await migrate_database(postgresql_url, "head", adopt=False)
    engine = create_engine(database_url(postgresql_url), DatabaseOptions(pool_size=1))
    query = text(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND collation_name IS DISTINCT FROM 'C'"
        " AND data_type IN ('text', 'character varying') AND table_name <> :version"
    )
    async with engine.begin() as connection:
        others = (await connection.execute(query, {"version": VERSION_TABLE})).all()
    await engine.dispose()
    assert others == []
