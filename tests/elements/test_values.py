"""One spelling for equal values."""

from __future__ import annotations

import pytest
from graphql import parse_const_value, parse_type

from graphwright.elements.type_ref import TypeRef
from graphwright.elements.values import spelling

_FIELDS = {"at": TypeRef.of(parse_type("[Float]")), "id": TypeRef.of(parse_type("ID"))}


@pytest.mark.parametrize(
    ("type_text", "one", "other"),
    [
        ("Float", "1", "1.0"),
        ("Float", "100", "1e2"),
        ("ID", "1", '"1"'),
        ("[Int]", "1", "[1]"),
        ("[[Int]]", "1", "[[1]]"),
        ("String", '"""a"""', '"a"'),
        ("By", "{ id: 1, at: 1 }", '{ at: [1.0], id: "1" }'),
    ],
)
def test_equal_values_are_written_alike(type_text: str, one: str, other: str) -> None:
    """What means the same for its type is written the same."""
    type_ref = TypeRef.of(parse_type(type_text))
    left = spelling(parse_const_value(one), type_ref, lambda _: _FIELDS)
    assert left == spelling(parse_const_value(other), type_ref, lambda _: _FIELDS)


@pytest.mark.parametrize(("one", "other"), [("1", "2"), ('"1"', "1"), ("null", "[]"), ("A", '"A"')])
def test_other_values_are_written_otherwise(one: str, other: str) -> None:
    """What means something else is written otherwise."""
    assert spelling(parse_const_value(one)) != spelling(parse_const_value(other))
