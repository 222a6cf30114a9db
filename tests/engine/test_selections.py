"""What a compiled operation selects below a field is read once, and is what graphql-core's is."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, execute_sync, parse

import graphwright.engine
from graphwright.runtime import Selection

SDL = """
type Query { item: Item }
type Item { name: String inner: Item }
"""
OPERATION = parse(
    "query ($full: Boolean = true) { item { ...Inner name @include(if: $full) } }"
    " fragment Inner on Item { inner { name inner @skip(if: $full) { name } } }"
)


@pytest.fixture
def seen() -> list[Selection]:
    """The selections that the resolver has been told of."""
    return []


@pytest.fixture
def schema(seen: list[Selection]) -> GraphQLSchema:
    """A schema whose resolver looks at what is selected."""
    made = build_schema(SDL)
    assert made.query_type is not None

    def item(_root: Any, info: Any) -> dict[str, str]:
        seen.append(Selection.of(info))
        return {"name": "a"}

    made.query_type.fields["item"].resolve = item
    return made


def test_one_selection_serves_all_executions_under_the_same_conditions(
    schema: GraphQLSchema, seen: list[Selection]
) -> None:
    for full in (True, False, True, False):
        graphwright.engine.execute_sync(schema, OPERATION, variable_values={"full": full})
    assert seen[0] is seen[2]
    assert seen[1] is seen[3]
    assert seen[0] is not seen[1]


@pytest.mark.parametrize("variables", [{}, {"full": True}, {"full": False}])
def test_the_selection_is_that_of_graphql_core(
    schema: GraphQLSchema, seen: list[Selection], variables: dict[str, bool]
) -> None:
    execute_sync(schema, OPERATION, variable_values=variables)
    graphwright.engine.execute_sync(schema, OPERATION, variable_values=variables)
    assert seen[0].key == seen[1].key
