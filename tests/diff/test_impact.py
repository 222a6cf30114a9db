"""Which operations a breaking change breaks."""

from __future__ import annotations

import pytest
from tests.diff.schemas import TODAY, operations, reviewed

from graphwright.diff.review import Context

BEFORE = """
type Query {
  kernels(filter: Filter, orderBy: [Order!], first: Int): [Kernel]
  node(id: ID!): Node
  any: Any
}

interface Node {
  id: ID!
}

type Kernel implements Node {
  id: ID!
  name(short: Boolean): String!
  status: Status
}

type Agent implements Node {
  id: ID!
}

union Any = Kernel | Agent

enum Status {
  RUNNING
  LOST
}

input Filter {
  name: String
  status: Status
  AND: [Filter!]
}

input Order {
  field: String!
}

directive @trace(level: Int) repeatable on FIELD
"""

DOCUMENT = """
query Page($filter: Filter, $first: Int) {
  kernels(filter: $filter, first: $first) {
    ...Row
  }
}

query Running {
  running: kernels(filter: { status: RUNNING }, orderBy: []) {
    status @trace(level: 1)
  }
}

query Any {
  any {
    ... on Agent {
      id
    }
  }
  node(id: 1) {
    ...Row
  }
}

fragment Row on Kernel {
  id
  name
}
"""


def _broken(before: str, after: str) -> dict[str, list[str]]:
    """By change, the operation, path and line of each breakage."""
    known = operations(BEFORE, DOCUMENT)
    context = Context(today=TODAY, operations=known)
    review = reviewed(BEFORE, BEFORE.replace(before, after), context)
    return {
        change.key: [f"{b.operation} {b.path} {b.place.line}" for b in change.breakages]
        for change in review.changes
        if change.breakages is not None
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "  name(short: Boolean): String!\n",
            "",
            {"FIELD_REMOVED Kernel.name": ["Page kernels.name 27", "Any node.name 27"]},
        ),
        (
            "Boolean): String!\n",
            "Boolean): String\n",
            {
                "FIELD_BECAME_NULLABLE Kernel.name": ["Page kernels.name 27", "Any node.name 27"],
            },
        ),
        ("short: Boolean", "short: ID", {"ARGUMENT_TYPE_CHANGED Kernel.name(short:)": []}),
        (
            "first: Int",
            "first: Int!",
            {
                "ARGUMENT_BECAME_REQUIRED Query.kernels(first:)": [
                    "Running running 9",
                    "Page kernels(first:) 3",
                ]
            },
        ),
        (
            "first: Int",
            "first: Int! = 10",
            {"ARGUMENT_BECAME_NON_NULL Query.kernels(first:)": ["Page kernels(first:) 3"]},
        ),
        (
            "first: Int",
            "first: Int, last: Int!",
            {
                "REQUIRED_ARGUMENT_ADDED Query.kernels(last:)": [
                    "Page kernels 3",
                    "Running running 9",
                ]
            },
        ),
        (
            "  RUNNING\n",
            "",
            {
                "ENUM_VALUE_REMOVED Status.RUNNING": [
                    "Running running(filter.status:) 9",
                    "Page $filter.status 2",
                ]
            },
        ),
        (
            "  status: Status\n  AND",
            "  AND",
            {
                "INPUT_FIELD_REMOVED Filter.status": [
                    "Page $filter.status 2",
                    "Running running(filter.status:) 9",
                ]
            },
        ),
        (
            "  AND: [Filter!]\n",
            "  AND: [Filter!]\n  must: Int!\n",
            {
                "REQUIRED_INPUT_FIELD_ADDED Filter.must": [
                    "Page $filter 2",
                    "Running running(filter:) 9",
                ]
            },
        ),
        (
            "Kernel | Agent",
            "Kernel",
            {"UNION_MEMBER_REMOVED Any | Agent": ["Any any ... on Agent 16"]},
        ),
        (
            "Kernel implements Node",
            "Kernel",
            {"INTERFACE_REMOVED Kernel implements Node": ["Any node ... on Kernel 21"]},
        ),
        (
            "@trace(level: Int)",
            "@trace",
            {
                "DIRECTIVE_ARGUMENT_REMOVED @trace(level:)": [
                    "Running running.status @trace(level:) 10"
                ]
            },
        ),
        (
            "on FIELD",
            "on QUERY",
            {"DIRECTIVE_LOCATION_REMOVED @trace on FIELD": ["Running running.status @trace 10"]},
        ),
        (
            "type Query",
            "schema {\n  query: Reads\n}\n\ntype Reads {\n  a: Int\n}\n\ntype Query",
            {"ROOT_TYPE_CHANGED schema.query": ["Page query 2", "Running query 8", "Any query 14"]},
        ),
        (
            "input Filter",
            "input Filter @oneOf",
            {"ONE_OF_ADDED Filter": ["Page $filter 2", "Running running(filter:) 9"]},
        ),
    ],
)
def test_names_operations_and_places(
    before: str, after: str, expected: dict[str, list[str]]
) -> None:
    """Every place of a known operation that a change breaks is named, and no other."""
    assert _broken(before, after) == expected


def test_unknown_operations_are_no_operations() -> None:
    """Without operations nothing is said about them, with an empty list that none is known."""
    after = BEFORE.replace("  any: Any\n", "")
    (unknown,) = reviewed(BEFORE, after).changes
    assert unknown.breakages is None
    (none,) = reviewed(
        BEFORE, after, Context(today=TODAY, operations=operations(BEFORE, ""))
    ).changes
    assert none.breakages == ()


def test_fragments_that_spread_themselves_come_to_an_end() -> None:
    """Operations need not be valid to be looked at."""
    document = "query Q { any { ...F } nothing }\nfragment F on Agent { id ...F ...G }"
    assert [use.path for use in operations(BEFORE, document).of("Agent.id")] == ["any.id"]


def test_the_default_of_a_variable_is_written_in_the_operation() -> None:
    """It breaks whatever the caller gives."""
    document = "query Q($f: Filter = { status: RUNNING }) {\n  kernels(filter: $f) { id }\n}"
    context = Context(today=TODAY, operations=operations(BEFORE, document))
    review = reviewed(BEFORE, BEFORE.replace("  RUNNING\n", ""), context)
    breakages = [change.breakages for change in review.changes]
    assert [[(b.path, b.through_variable) for b in found or ()] for found in breakages] == [
        [("$f.status", False)]
    ]
