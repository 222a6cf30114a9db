"""Tests of default values: Python values for resolvers, GraphQL's own shape for introspection."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest
from graphql import graphql, print_schema

from graphwright.runtime import (
    DECIMAL,
    UNSET,
    EnumBinding,
    Info,
    InputFields,
    Maybe,
    ResolverField,
    ResolverGroup,
    SchemaTables,
    executable_schema,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

SDL = """directive @paint(colours: [Colour!]! = [RED, BLUE]) on FIELD_DEFINITION

scalar Decimal

enum Colour {
  RED
  BLUE
}

input Inner {
  colour: Colour! = BLUE
  price: Decimal = "1.5"
}

input Outer {
  inner: Inner! = {price: "2"}
  inners: [Inner!] = [{colour: RED}]
  colours: [Colour] = [RED, null]
}

type Query {
  colour(value: Colour! = RED): String!
  colours(value: [Colour!] = BLUE): String!
  price(value: Decimal = "0.1"): String!
  inner(value: Inner = {colour: RED, price: "3"}): String!
  needed(value: Inner! = {price: null}): String!
  inners(value: [[Inner!]!] = [[{}, {colour: RED}], []]): String!
  outer(value: Outer = {}): String!
  full(value: Outer! = {inner: {colour: RED}, inners: [], colours: BLUE}): String!
  null(value: Inner = null): String!
}"""

FIELDS = ("colour", "colours", "price", "inner", "needed", "inners", "outer", "full", "null")


class Colour(Enum):
    RED = "RED"
    BLUE = "BLUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    colour: Colour = Colour.BLUE
    cost: Maybe[Decimal] = UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    inner: Inner
    inners: Maybe[Sequence[Inner]] = UNSET
    colours: Maybe[Sequence[Colour | None]] = UNSET


TABLES = SchemaTables(
    scalars={"Decimal": DECIMAL},
    enums=(EnumBinding("Colour", Colour),),
    inputs=(
        InputFields("Outer", Outer, {"inner": "inner", "inners": "inners", "colours": "colours"}),
        InputFields("Inner", Inner, {"colour": "colour", "price": "cost"}),
    ),
    groups=(
        ResolverGroup(
            "Query",
            "query",
            "QueryResolvers",
            "schema/defaults.graphql",
            tuple(ResolverField(name, name, {"value": "value"}) for name in FIELDS),
        ),
    ),
)

PRICED = Inner(colour=Colour.BLUE, cost=Decimal("1.50"))
RED = Inner(colour=Colour.RED, cost=Decimal("1.50"))


class Methods:
    """One method for each field, which keeps what it was called with."""

    def __init__(self) -> None:
        self.seen: Any = None

    def _keep(self, info: Info[Any], *, value: Any) -> str:
        self.seen = value
        return "ok"

    colour = colours = price = inner = needed = inners = outer = full = null = _keep


@dataclass
class Resolvers:
    query: Methods


async def seen(query: str, **variables: Any) -> Any:
    """What the only field of the operation was called with."""
    methods = Methods()
    schema = executable_schema(SDL, TABLES, Resolvers(methods))
    result = await graphql(schema, query, variable_values=variables)
    assert result.errors is None, result.errors
    return methods.seen


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("colour", Colour.RED),
        ("colours", [Colour.BLUE]),
        ("price", Decimal("0.10")),
        ("inner", Inner(colour=Colour.RED, cost=Decimal(3))),
        ("needed", Inner(colour=Colour.BLUE, cost=None)),
        ("inners", [[PRICED, RED], []]),
        (
            "outer",
            Outer(
                inner=Inner(colour=Colour.BLUE, cost=Decimal(2)),
                inners=[RED],
                colours=[Colour.RED, None],
            ),
        ),
        ("full", Outer(inner=RED, inners=[], colours=[Colour.BLUE])),
        ("null", None),
    ],
)
async def test_a_default_is_what_its_literal_would_be(field: str, expected: object) -> None:
    assert await seen(f"{{ {field} }}") == expected
    unset = "query ($v: %s) { %s(value: $v) }"
    if field not in ("needed", "full"):
        type_ = {"colour": "Colour", "colours": "[Colour!]", "price": "Decimal"}.get(field)
        type_ = type_ or {"inners": "[[Inner!]!]", "outer": "Outer"}.get(field, "Inner")
        assert await seen(unset % (type_, field)) == expected


async def test_the_defaults_of_fields_are_filled_into_variables() -> None:
    found = await seen("query ($v: Outer) { outer(value: $v) }", v={"inners": [{"price": "7"}]})
    assert found == Outer(
        inner=Inner(colour=Colour.BLUE, cost=Decimal(2)),
        inners=[Inner(colour=Colour.BLUE, cost=Decimal(7))],
        colours=[Colour.RED, None],
    )


async def test_enums_and_scalars_are_still_parsed_from_variables() -> None:
    assert await seen("query ($v: Colour!) { colour(value: $v) }", v="BLUE") is Colour.BLUE
    assert await seen("query ($v: Decimal) { price(value: $v) }", v="0.10") == Decimal("0.10")


async def test_a_wrong_enum_in_a_variable_is_refused() -> None:
    schema = executable_schema(SDL, TABLES, Resolvers(Methods()))
    query = "query ($v: Colour!) { colour(value: $v) }"
    result = await graphql(schema, query, variable_values={"v": "REDD"})
    assert result.errors is not None
    assert "does not exist in 'Colour' enum. Did you mean" in result.errors[0].message


def spaced(sdl: str) -> str:
    """SDL with the braces of objects set as graphql-core 3.2 does."""
    return sdl.replace("{ ", "{").replace(" }", "}")


def test_the_schema_shows_its_defaults_as_written() -> None:
    shown = spaced(print_schema(executable_schema(SDL, TABLES, Resolvers(Methods()))))
    for line in SDL.splitlines():
        # A single value for a list may be shown as the list that it stands for.
        as_list = line.replace("= BLUE): String", "= [BLUE]): String")
        assert line in shown or as_list.replace("colours: BLUE}", "colours: [BLUE]}") in shown


async def test_introspection_shows_the_defaults_of_arguments_fields_and_directives() -> None:
    schema = executable_schema(SDL, TABLES, Resolvers(Methods()))
    result = await graphql(
        schema,
        """{ __schema { directives { name args { defaultValue } } }
             __type(name: "Outer") { inputFields { defaultValue } } }""",
    )
    assert result.errors is None
    assert result.data is not None
    (paint,) = (each for each in result.data["__schema"]["directives"] if each["name"] == "paint")
    assert paint["args"] == [{"defaultValue": "[RED, BLUE]"}]
    assert [spaced(each["defaultValue"]) for each in result.data["__type"]["inputFields"]] == [
        '{price: "2"}',
        "[{colour: RED}]",
        "[RED, null]",
    ]


@pytest.mark.parametrize(
    "sdl",
    [
        "enum Colour { RED } type Query { field(value: Colour = BLUE): Int }",
        "type Query { field(value: [Int!] = [1, null]): Int }",
        "input A { b: Int! = null } type Query { field(value: A): Int }",
        "input A { b: Int! } type Query { field(value: A = {}): Int }",
        "input A { b: Int } type Query { field(value: A = {c: 1}): Int }",
        "input A { b: Int } type Query { field(value: A = 1): Int }",
    ],
)
def test_a_default_of_a_wrong_type_stops_the_start(sdl: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        executable_schema(sdl, SchemaTables(), object())
