"""Tests of the custom scalars, alone and in a schema."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from ariadne import QueryType, make_executable_schema
from graphql import graphql_sync
from hypothesis import given
from hypothesis import strategies as st

from graphwright.runtime import DATE_TIME, DECIMAL, JSON, UUID_SCALAR, scalar_types

SEOUL = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1.50"), "1.5"),
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("0.000000"), "0"),
        (Decimal("-0.00"), "0"),
        (Decimal("-12.340"), "-12.34"),
        (Decimal("9223372036854775807"), "9223372036854775807"),
        (7, "7"),
    ],
)
def test_a_decimal_is_written_plainly(value: Decimal, text: str) -> None:
    assert DECIMAL.serialize(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8))
def test_a_decimal_is_read_back_as_the_same_number(value: Decimal) -> None:
    text = DECIMAL.serialize(value)
    assert isinstance(text, str)
    assert "E" not in text
    assert DECIMAL.parse(text) == value


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_decimal_that_is_no_number_is_not_written(value: str) -> None:
    with pytest.raises(ValueError, match="must be finite"):
        DECIMAL.serialize(Decimal(value))


@pytest.mark.parametrize("value", ["1e3", " 1", "1_000", ".5", "5.", "NaN", "", 1.5, True, None])
def test_only_plain_decimals_are_read(value: object) -> None:
    with pytest.raises(ValueError, match="plain decimal"):
        DECIMAL.parse(value)


def test_a_time_is_written_with_its_offset_and_microseconds() -> None:
    time = datetime(2026, 2, 6, 2, 22, 20, 123456, SEOUL)
    assert DATE_TIME.serialize(time) == "2026-02-06T02:22:20.123456+09:00"


def test_a_time_without_an_offset_is_not_written() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        DATE_TIME.serialize(datetime.fromisoformat("2026-02-06"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-06T02:22:20Z", datetime(2026, 2, 6, 2, 22, 20, tzinfo=UTC)),
        ("2026-02-06T02:22:20.5+09:00", datetime(2026, 2, 6, 2, 22, 20, 500000, SEOUL)),
    ],
)
def test_a_time_with_an_offset_is_read(text: str, expected: datetime) -> None:
    found = DATE_TIME.parse(text)
    assert found == expected
    assert found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2026-02-06T02:22:20", "needs an offset"),
        ("2026-02-06", "needs an offset"),
        ("yesterday", "must be ISO-8601"),
        ("2026-02-30T00:00:00Z", "must be ISO-8601"),
        ("0001-01-01T00:00:00+14:00", "out of range"),
        (1770344540, "must be an ISO-8601 string"),
        (None, "must be an ISO-8601 string"),
    ],
)
def test_anything_else_is_no_time(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^DateTime .*{message}|^DateTime {message}"):
        DATE_TIME.parse(value)


def test_a_uuid_is_written_and_read_as_text() -> None:
    value = UUID("12345678-1234-5678-1234-567812345678")
    assert UUID_SCALAR.serialize(value) == "12345678-1234-5678-1234-567812345678"
    assert UUID_SCALAR.parse("12345678123456781234567812345678") == value


@pytest.mark.parametrize("value", ["", "123", "g" * 32, 5, None])
def test_anything_else_is_no_uuid(value: object) -> None:
    with pytest.raises(ValueError, match="UUID must be"):
        UUID_SCALAR.parse(value)


def execute(query: str, **variables: Any) -> tuple[Any, list[str]]:
    """The data of an echo server, and the messages of its errors."""
    root = QueryType()
    for name in ("decimal", "time", "uuid", "json"):
        root.set_field(name, lambda _root, _info, value: value)
    schema = make_executable_schema(
        """
        scalar Decimal scalar DateTime scalar UUID scalar JSON
        type Query {
          decimal(value: Decimal!): Decimal! time(value: DateTime!): DateTime!
          uuid(value: UUID!): UUID! json(value: JSON!): JSON!
        }
        """,
        root,
        *scalar_types(
            {"Decimal": DECIMAL, "DateTime": DATE_TIME, "UUID": UUID_SCALAR, "JSON": JSON}
        ),
    )
    result = graphql_sync(schema, query, variable_values=variables)
    return result.data, [error.message for error in result.errors or ()]


def test_scalars_pass_through_a_schema_as_literals() -> None:
    data, errors = execute(
        """{ decimal(value: "1.50") whole: decimal(value: 3) time(value: "2026-02-06T00:00:00Z")
             json(value: {a: [1, 2.5, "x", true, null, ENUM]}) }"""
    )
    assert errors == []
    assert data == {
        "decimal": "1.5",
        "whole": "3",
        "time": "2026-02-06T00:00:00+00:00",
        "json": {"a": [1, 2.5, "x", True, None, "ENUM"]},
    }


def test_scalars_pass_through_a_schema_as_variables() -> None:
    data, errors = execute(
        "query ($d: Decimal!, $j: JSON!) { decimal(value: $d) json(value: $j) }",
        d="0.10",
        j={"a": [1]},
    )
    assert errors == []
    assert data == {"decimal": "0.1", "json": {"a": [1]}}


def test_a_wrong_literal_is_refused_with_the_scalars_own_words() -> None:
    _, errors = execute('{ time(value: "2026-02-06T00:00:00") }')
    assert len(errors) == 1
    assert "DateTime needs an offset, such as 2026-02-06T00:00:00Z" in errors[0]


def test_a_wrong_variable_is_refused_with_the_scalars_own_words() -> None:
    _, errors = execute("query ($u: UUID!) { uuid(value: $u) }", u="x")
    assert len(errors) == 1
    assert "UUID must be a string of 32 hexadecimal digits" in errors[0]
