"""Types and how they relate."""

from __future__ import annotations

import pytest
from graphql import parse_type

from graphwright.elements.type_ref import TypeChange, TypeRef


@pytest.mark.parametrize("text", ["Int", "Int!", "[Int]", "[Int!]!", "[[Int]!]", "[[Int!]!]!"])
def test_is_written_as_it_was_read(text: str) -> None:
    """A type survives reading and writing."""
    assert str(TypeRef.of(parse_type(text))) == text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Int", "Int", TypeChange.SAME),
        ("Int", "ID", TypeChange.OTHER_TYPE),
        ("Int", "[ID]", TypeChange.OTHER_TYPE),
        ("Int", "[Int]", TypeChange.OTHER_LISTS),
        ("[Int]", "[Int!]!", TypeChange.STRICTER),
        ("[Int!]!", "[Int]!", TypeChange.LOOSER),
        ("[Int!]", "[Int]!", TypeChange.MIXED),
    ],
)
def test_tells_how_another_type_differs(old: str, new: str, expected: TypeChange) -> None:
    """The name counts before lists, lists before what may be null."""
    before, after = TypeRef.of(parse_type(old)), TypeRef.of(parse_type(new))
    assert before.change_to(after) is expected
