"""Tests of text functions that SQLite lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, create_engine, literal, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import create_async_engine

from graphwright.runtime.sql import register_sqlite_functions
from graphwright.runtime.sql.text import Folded, fold_text

if TYPE_CHECKING:
    from tests.runtime.conftest import Database


def folded_by(engine: Engine, text: str) -> object:
    with engine.connect() as connection:
        return connection.execute(select(Folded(literal(text)))).scalar_one()


def test_a_plain_engine_gets_the_functions_too() -> None:
    engine = create_engine("sqlite://")
    register_sqlite_functions(engine)
    assert folded_by(engine, "ÀB") == "àb"
    engine.dispose()


def test_an_engine_without_the_functions_says_so() -> None:
    engine = create_engine("sqlite://")
    with pytest.raises(OperationalError, match="no such function: graphwright_fold"):
        folded_by(engine, "ÀB")
    engine.dispose()


def test_engines_of_other_databases_are_left_alone() -> None:
    engine = create_async_engine("postgresql+asyncpg://")
    listeners = list(engine.sync_engine.pool.dispatch.connect)
    register_sqlite_functions(engine)
    assert list(engine.sync_engine.pool.dispatch.connect) == listeners


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ABC", "abc"),
        ("ÀÉ", "àé"),
        # A final sigma is no other letter to a database, a dotted I loses its dot.
        ("\u039f\u03a3", "\u03bf\u03c3"),
        ("\u0130", "i"),
        (None, None),
        (5, 5),
    ],
)
def test_each_character_is_folded_by_itself(text: object, expected: object) -> None:
    assert fold_text(text) == expected


async def test_both_databases_fold_every_letter_alike(database: Database) -> None:
    letters = [chr(code) for code in range(0x80, 0x2000) if chr(code).lower() != chr(code)]
    for start in range(0, len(letters), 500):
        chunk = letters[start : start + 500]
        statement = select(*(Folded(literal(each)) for each in chunk))
        (row,) = (await database.connection.execute(statement)).all()
        assert list(row) == [fold_text(each) for each in chunk]
