"""Numbers: which texts are some, and what is written for them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernelgraph.livestat.numbers import exact, parse_number, percent, rounded


@pytest.mark.parametrize(
    "value",
    [
        "NaN",
        "+Inf",
        "-Inf",
        "Infinity",
        "",
        "ten",
        "1e999999999",
        "9" * 1000,
        None,
        True,
        float("nan"),
        float("inf"),
        [],
        {},
        b"1",
    ],
)
def test_what_is_no_finite_number_counts_as_absent(value: object) -> None:
    assert parse_number(value) is None


@pytest.mark.parametrize(
    ("value", "number"),
    [("1", "1"), ("-0.5", "-0.5"), ("1e+21", "1000000000000000000000"), (3, "3"), (0.1, "0.1")],
)
def test_texts_and_numbers_are_read_exactly(value: object, number: str) -> None:
    assert parse_number(value) == Decimal(number)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_double_is_read_as_itself(value: float) -> None:
    parsed = parse_number(value)
    assert parsed is not None
    assert float(parsed) == value


@pytest.mark.parametrize(
    ("current", "capacity", "share"),
    [
        ("1", "3", "33.33"),
        ("2", "3", "66.67"),
        ("5", "5", "100.00"),
        ("0", "7", "0.00"),
        ("1", "9223372036854775807", "0.00"),
        ("1e300", "1e-300", "1.00E+602"),
    ],
)
def test_a_share_has_two_decimals(current: str, capacity: str, share: str) -> None:
    assert str(percent(Decimal(current), Decimal(capacity))) == share


@pytest.mark.parametrize("capacity", ["0", "-1"])
def test_there_is_no_share_of_nothing(capacity: str) -> None:
    assert percent(Decimal(1), Decimal(capacity)) is None


def test_computed_figures_have_six_decimals_but_for_giants() -> None:
    assert str(rounded(2 / 3)) == "0.666667"
    assert rounded(2.5e299) == Decimal("2.5e299")


def test_samples_keep_their_digits() -> None:
    assert str(exact(0.1)) == "0.1"
