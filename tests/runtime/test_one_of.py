"""Tests of the rule of @oneOf inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from graphwright.runtime import UNSET, BadInput, Maybe, check_one_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    title: Maybe[str] = UNSET
    price: Maybe[int] = UNSET

    def __post_init__(self) -> None:
        check_one_of(self)


@pytest.mark.parametrize("choice", [{"title": "x"}, {"price": 0}])
def test_exactly_one_field_is_taken(choice: Any) -> None:
    Choice(**choice)


@pytest.mark.parametrize(
    ("choice", "got"),
    [
        ({}, "none"),
        ({"title": None}, "title: null"),
        ({"title": "x", "price": 1}, "title, price"),
        ({"title": "x", "price": None}, "title, price: null"),
    ],
)
def test_anything_else_is_refused_by_name(choice: Any, got: str) -> None:
    with pytest.raises(BadInput) as caught:
        Choice(**choice)
    expected = f"Choice takes exactly one field that is not null, got {got}"
    assert caught.value.message == expected
