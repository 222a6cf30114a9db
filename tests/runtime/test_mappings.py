"""Objects that are mappings: their fields are keys, and a key may tell their type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pytest
from graphql import graphql_sync

from graphwright.runtime import (
    EnumBinding,
    MappingFields,
    ObjectFields,
    ResolverField,
    ResolverGroup,
    SchemaTables,
    executable_schema,
)

SDL = """
type Query { found: [Found!]! }
union Found = Stone | Leaf
type Stone { weight: Float, sort: Sort }
type Leaf { colour: String! }
enum Sort { HARD SOFT }
"""


class Hardness(Enum):
    """Under other names than in the schema."""

    high = 7
    low = 2


@dataclass
class Leaf:
    """Told by its class."""

    colour: str


TABLES = SchemaTables(
    enums=(EnumBinding("Sort", Hardness, {"HARD": Hardness.high, "SOFT": Hardness.low}),),
    objects=(ObjectFields("Leaf", Leaf, {"colour": "colour"}),),
    mappings=(MappingFields("Stone", {"weight": "mass", "sort": "sort"}, "kind"),),
    abstract=("Found",),
    groups=(
        ResolverGroup("Query", "query", "Queries", "a.graphql", (ResolverField("found", "found"),)),
    ),
)


def answer(*found: object) -> object:
    """What the one field gives, or the message of the error."""

    class Queries:
        def found(self, info: object) -> list[object]:
            return list(found)

    class Resolvers:
        query = Queries()

    schema = executable_schema(SDL, TABLES, Resolvers())
    operation = "{ found { __typename ... on Stone { weight sort } ... on Leaf { colour } } }"
    result = graphql_sync(schema, operation)
    return result.errors[0].message if result.errors else result.data


def test_fields_are_read_from_keys_and_missing_keys_are_null() -> None:
    """Enums by the members that their names are bound to."""
    stone = {"kind": "Stone", "mass": 1.5, "sort": Hardness.high}
    assert answer(stone, Leaf("red"), {"kind": "Stone"}) == {
        "found": [
            {"__typename": "Stone", "weight": 1.5, "sort": "HARD"},
            {"__typename": "Leaf", "colour": "red"},
            {"__typename": "Stone", "weight": None, "sort": None},
        ]
    }


@pytest.mark.parametrize("value", [{}, {"kind": "Cloud"}, {"kind": None}, object()])
def test_what_tells_no_type_of_the_union_is_an_error(value: object) -> None:
    """Not an object of some type or other."""
    assert "Abstract type 'Found'" in str(answer(value))
