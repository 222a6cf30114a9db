"""Variables and the arguments made of them are those of graphql-core, whatever is sent."""

from __future__ import annotations

from typing import Any

import graphql
import pytest
from graphql import GraphQLSchema, parse

from graphwright.engine import Engine

from .schemas import schema_of

SDL = """
input Box { size: Int = 3 }
type Query {
  plain(a: Int, b: String, c: ID, d: Float, e: Boolean): String
  strict(a: Int!, b: String! = "b"): String
  other(box: Box, list: [Int!], a: Int = 5): String
}
"""
OPERATIONS = (
    "query($a: Int, $b: String, $c: ID, $d: Float, $e: Boolean)"
    " { plain(a: $a, b: $b, c: $c, d: $d, e: $e) }",
    "query($a: Int!, $b: String!) { strict(a: $a, b: $b) }",
    'query($a: Int! = 4, $b: String! = "x") { strict(a: $a, b: $b) }',
    "query($a: Int!) { strict(a: $a) }",
    "query($a: Int = 7, $c: ID) { plain(a: $a, b: null, c: $c) }",
    "query($box: Box, $a: Int, $list: [Int!]) { other(box: $box, a: $a, list: $list) }",
)
VALUES: tuple[dict[str, Any], ...] = (
    {},
    {"a": 1},
    {"a": 1, "b": "x", "c": "id", "d": 1.5, "e": True},
    {"a": None, "b": None, "c": None, "d": None, "e": None},
    {"a": 2**31, "b": 5},
    {"a": -(2**31), "b": "", "c": 7, "d": 3, "e": False},
    {"a": True, "b": True, "c": True, "d": float("nan"), "e": 1},
    {"a": 1.0, "b": "y", "c": 1.0, "d": float("inf"), "e": "true"},
    {"a": "1", "b": ["x"], "c": {}, "d": "1", "e": []},
    {"a": 3, "b": "z", "box": {"size": 9}, "list": [1, 2], "unknown": 1},
    {"box": None, "list": [None], "a": None},
    {"box": {}, "list": 4},
)


def _tell(_root: Any, _info: Any, **arguments: Any) -> str:
    return repr(arguments)


def schema() -> GraphQLSchema:
    """A schema whose fields tell their arguments."""
    return schema_of(SDL, Query_plain=_tell, Query_strict=_tell, Query_other=_tell)


@pytest.mark.parametrize("values", VALUES, ids=str)
@pytest.mark.parametrize("text", OPERATIONS)
def test_arguments_and_errors_are_those_of_graphql_core(text: str, values: dict[str, Any]) -> None:
    """In their order, and with defaults, nulls and what is wrong."""
    built, document = schema(), parse(text)
    mine, theirs = (
        execute(document, variable_values=dict(values))
        for execute in (
            Engine(built).execute_sync,
            lambda *given, **named: graphql.execute_sync(built, *given, **named),
        )
    )
    assert mine.data == theirs.data
    assert [error.formatted for error in mine.errors or ()] == [
        error.formatted for error in theirs.errors or ()
    ]


def test_a_scalar_that_takes_values_in_its_own_way_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also if it has the name of a built-in one."""
    name = "coerce_input_value" if graphql.version_info >= (3, 3) else "parse_value"
    monkeypatch.setattr(graphql.GraphQLInt, name, lambda value: value * 2)
    result = Engine(schema()).execute_sync(
        parse("query($a: Int) { plain(a: $a) }"), variable_values={"a": 4}
    )
    assert result.data == {"plain": "{'a': 8}"}
