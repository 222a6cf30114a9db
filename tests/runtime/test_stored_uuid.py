"""UUIDs are read as what they were stored as, from databases with and without a type for them."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING
from uuid import UUID, SafeUUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, insert, literal_column, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import create_async_engine

from graphwright.runtime.scalars import serialize_uuid
from graphwright.runtime.sql import StoredUuid

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ONE = UUID("0123abcd-0123-4567-89ab-0123456789ab")
KEYS = Table("keys", MetaData(), Column("id", StoredUuid(), primary_key=True))


def read(stored: str | None) -> Any:
    """What a text in SQLite is read as."""
    process = StoredUuid().result_processor(sqlite.dialect(), None)
    return process(stored)


async def test_what_is_stored_is_found_and_read(database_url: str) -> None:
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(KEYS.metadata.create_all)
        await connection.execute(insert(KEYS), [{"id": ONE}])
        found = (await connection.execute(select(KEYS.c.id).where(KEYS.c.id == ONE))).scalar_one()
        assert (found, str(found)) == (ONE, str(ONE))
        assert (await connection.execute(select(KEYS.c.id).where(KEYS.c.id == found))).one()
        missing = select(literal_column("NULL", StoredUuid()))
        assert (await connection.execute(missing)).scalar_one() is None
        await connection.run_sync(KEYS.metadata.drop_all)
    await engine.dispose()


@given(st.uuids())
def test_what_is_read_from_text_is_a_uuid_in_every_respect(value: UUID) -> None:
    found = read(value.hex)
    assert isinstance(found, UUID)
    assert (str(found), found.hex, found.urn) == (str(value), value.hex, value.urn)
    assert (found, hash(found), found.bytes) == (value, hash(value), value.bytes)
    assert {value: 1}[found] == {found: 1}[value] == 1
    assert sorted([found, ONE]) == sorted([value, ONE])
    assert found.version == value.version
    assert found.is_safe is SafeUUID.unknown
    assert copy.copy(found) == pickle.loads(pickle.dumps(found)) == value
    assert not hasattr(found, "nothing")


@pytest.mark.parametrize("stored", [str(ONE), ONE.hex.upper(), f"{{{ONE}}}"])
def test_other_spellings_are_read_too(stored: str) -> None:
    assert str(read(stored)) == str(ONE)


@given(st.uuids(), st.sampled_from([str, str.upper, lambda text: text.replace("-", "")]))
def test_a_uuid_is_shown_from_its_text_as_it_would_be_when_read(
    value: UUID, spell: Callable[[str], str]
) -> None:
    """What an answer has of a UUID does not depend on whether the UUID was made."""
    stored = spell(str(value))
    assert StoredUuid().shown[serialize_uuid](stored) == serialize_uuid(read(stored))


@pytest.mark.parametrize("stored", ["", "x" * 32, "0" * 31, "0 " * 16])
def test_what_is_no_uuid_is_an_error(stored: str) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        read(stored)
    with pytest.raises(ValueError, match="hexadecimal"):
        StoredUuid().shown[serialize_uuid](stored)
