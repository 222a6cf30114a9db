"""Tests of cursors."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphwright.runtime import CursorCodec, InvalidCursor

CODEC = CursorCodec(b"sixteen bytes or more")


class Colour(Enum):
    RED = "red"


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(),
    st.decimals(allow_nan=False),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.datetimes(),
    st.uuids(),
)


@given(st.lists(VALUES, max_size=4), st.text())
def test_a_cursor_gives_back_its_values_with_their_types(values: list[object], order: str) -> None:
    found = CODEC.decode(CODEC.encode(order, values), order, [object] * len(values))
    assert found == values
    assert [type(each) for each in found] == [type(each) for each in values]


def test_a_time_keeps_its_offset_and_microseconds() -> None:
    time = datetime(2026, 2, 6, 2, 22, 20, 123456, timezone(timedelta(hours=9)))
    (found,) = CODEC.decode(CODEC.encode("o", [time]), "o", [datetime])
    assert isinstance(found, datetime)
    assert found.isoformat() == time.isoformat()


def test_an_enum_comes_back_as_its_member() -> None:
    text = CODEC.encode("o", [Colour.RED, None])
    assert CODEC.decode(text, "o", [Colour, Colour]) == [Colour.RED, None]


def test_a_cursor_is_safe_in_a_url() -> None:
    text = CODEC.encode("o", ["~" * 50, b"\xff" * 50])
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.data())
def test_no_changed_character_goes_unnoticed(data: st.DataObject) -> None:
    text = CODEC.encode("name:asc", ["north", 7])
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters().filter(lambda each: each != text[place]))
    with pytest.raises(InvalidCursor):
        CODEC.decode(text[:place] + other + text[place + 1 :], "name:asc", [str, int])


@given(st.text())
def test_no_text_but_a_cursor_is_taken(text: str) -> None:
    with pytest.raises(InvalidCursor):
        CODEC.decode(text, "o", [])


@pytest.mark.parametrize("cut", [0, 1, 16, 20])
def test_a_shortened_cursor_is_refused(cut: int) -> None:
    with pytest.raises(InvalidCursor):
        CODEC.decode(CODEC.encode("o", [1])[:cut], "o", [int])


def test_a_cursor_of_another_order_is_refused() -> None:
    text = CODEC.encode("Item(name:asc)", ["x"])
    with pytest.raises(InvalidCursor, match="is not a cursor of this connection and order"):
        CODEC.decode(text, "Item(name:desc)", [str])


def test_a_cursor_of_another_key_is_refused() -> None:
    text = CursorCodec(b"another key, as long").encode("o", [1])
    with pytest.raises(InvalidCursor):
        CODEC.decode(text, "o", [int])


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1, str),
        ("1", int),
        (True, int),
        (Decimal(1), float),
        (date(2026, 1, 1), datetime),
        (Colour.RED, str),
        (UUID(int=1), str),
    ],
)
def test_a_value_of_another_kind_is_refused(value: object, kind: type[object]) -> None:
    with pytest.raises(InvalidCursor, match="another order"):
        CODEC.decode(CODEC.encode("o", [value]), "o", [kind])


def test_a_cursor_with_another_number_of_values_is_refused() -> None:
    with pytest.raises(InvalidCursor, match="another order"):
        CODEC.decode(CODEC.encode("o", [1, 2]), "o", [int])


def test_a_long_text_is_not_repeated_in_full() -> None:
    with pytest.raises(InvalidCursor) as caught:
        CODEC.decode("x" * 10_000, "o", [int])
    assert len(caught.value.message) < 120


def test_the_error_has_its_code() -> None:
    with pytest.raises(InvalidCursor) as caught:
        CODEC.decode("nonsense", "o", [int])
    assert caught.value.extensions == {"code": "INVALID_CURSOR"}


@pytest.mark.parametrize("size", [0, 15, 65])
def test_a_key_that_is_too_short_or_too_long_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match=f"16 to 64 bytes, got {size}"):
        CursorCodec(b"x" * size)


def test_the_key_does_not_show() -> None:
    assert "sixteen" not in repr(CODEC)


def test_a_value_of_no_known_kind_cannot_be_part_of_a_cursor() -> None:
    with pytest.raises(TypeError, match="a list cannot be part of a cursor"):
        CODEC.encode("o", [[1]])
