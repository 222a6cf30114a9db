"""Tests of the limit on what an operation may ask for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from ariadne import graphql_sync
from graphql import build_schema, parse
from hypothesis import given
from hypothesis import strategies as st

from graphwright.runtime import OperationLimit, OperationTooLarge, PageLimits, format_error

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = build_schema(
    """
    interface Node { id: ID! }
    type Shelf implements Node {
      id: ID! books(first: Int, last: Int, limit: Int = 20): BookConnection! best: Book
    }
    type Book implements Node { id: ID! shelf: Shelf! tags: [Tag!]! }
    type Tag { name: String! }
    type BookConnection { edges: [BookEdge!]! count: Int! }
    type BookEdge { node: Book! }
    type ShelfConnection { edges: [ShelfEdge!]! }
    type ShelfEdge { node: Shelf! }
    union Thing = Shelf | Book
    type Query {
      shelves(first: Int, last: Int): ShelfConnection! nodes(ids: [ID!]!): [Node]! things: [Thing!]!
      shelf: Shelf
    }
    """
)
PAGES = PageLimits(default=10, maximum=100)
BOOKS = "edges { node { books { edges { node { id } } } } }"


def nodes_of(text: str, variables: Mapping[str, Any] | None = None) -> int:
    """The nodes that an operation has: the least limit under which it passes."""
    low, high = 0, 10_000
    while low < high:
        middle = (low + high) // 2
        if is_taken(text, variables, nodes=middle):
            high = middle
        else:
            low = middle + 1
    return low


def is_taken(text: str, variables: Mapping[str, Any] | None = None, **limits: int) -> bool:
    try:
        check(text, variables, **limits)
    except OperationTooLarge:
        return False
    return True


def check(text: str, variables: Mapping[str, Any] | None = None, **limits: int) -> None:
    limit = OperationLimit(schema=SCHEMA, pages=PAGES, **limits)
    document = parse(text, no_location=True)
    assert limit(None, document, {"query": text, "variables": variables}) == ()


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("{ shelf { id best { id } } }", 0),
        ("{ shelves { edges { node { id } } } }", 10),
        ("{ shelves(first: 3) { edges { node { id } } } }", 3),
        ("{ shelves(last: 3) { edges { node { id } } } }", 3),
        ("{ shelves(first: null) { edges { node { id } } } }", 10),
        ("{ shelves(first: 3) { edges { node { id books(first: 5) { count } } } } }", 3 + 15),
        ("{ shelves(first: 3) { " + BOOKS + " } }", 3 + 60),
        ("{ a: shelves(first: 3) { " + BOOKS + " } b: shelves { edges { node { id } } } }", 73),
        # More than the largest page is an error of that field, and no page at all.
        ("{ shelves(first: 5000) { edges { node { id } } } }", 100),
        (
            "{ shelves(first: -5) { edges { node { id } } } b: shelves(first: 4) {" + BOOKS + "} }",
            84,
        ),
        ('{ nodes(ids: ["1", "2"]) { ... on Shelf { books(first: 5) { count } } } }', 2 + 10),
        ("{ things { ... on Shelf { books(first: 5) { count } } } }", 5),
        ("{ __schema { types { name } } __typename }", 0),
    ],
)
def test_nodes_are_those_of_full_pages_below_full_pages(text: str, nodes: int) -> None:
    assert nodes_of(text) == nodes


@pytest.mark.parametrize(
    ("variables", "nodes"),
    [
        ({"size": 4, "ids": ["1"]}, 4 + 80 + 1),
        # What coercion takes as an Int.
        ({"size": 4.0, "ids": ["1"]}, 4 + 80 + 1),
        ({"ids": ["1", "2"]}, 7 + 140 + 2),
        ({"size": None}, 10 + 200),
        (None, 7 + 140),
        # What it does not take ends before execution.
        ({"size": "many", "ids": {}}, 10 + 200),
        ({"size": math.inf, "ids": []}, 10 + 200),
        ({"size": 10**400, "ids": []}, 100 + 2000),
    ],
)
def test_variables_count_by_their_values(variables: Mapping[str, Any] | None, nodes: int) -> None:
    text = """
        query ($size: Int = 7, $ids: [ID!]!) {
          shelves(first: $size) { edges { node { books { count } } } } nodes(ids: $ids) { id }
        }
    """
    assert nodes_of(text, variables) == nodes


def test_an_operation_that_was_in_bounds_is_checked_again_with_other_sizes() -> None:
    text = "query ($n: Int = 6, $ids: [ID!]!) { shelves(first: $n) { edges { node { id } } }"
    text += " nodes(ids: $ids) { id } }"
    limit, document = OperationLimit(schema=SCHEMA, pages=PAGES, nodes=9), parse(text)
    taken: list[dict[str, Any]] = [
        {"n": 7, "ids": ["1", "2"]},
        {"n": 8, "ids": ["1"]},
        {"ids": ["1"]},
    ]
    refused: list[dict[str, Any]] = [
        {"n": 7, "ids": ["1", "2", "3"]},
        {"n": 8, "ids": ["1", "2"]},
        {"n": None, "ids": ["1"]},
    ]
    for variables in taken:
        assert limit(None, document, {"query": text, "variables": variables}) == ()
    for variables in refused:
        for _ in range(2):
            with pytest.raises(OperationTooLarge):
                limit(None, document, {"query": text, "variables": variables})


def test_what_is_selected_twice_counts_once() -> None:
    text = """
        {
          shelves { edges { node { books { edges { node { id } } } } } }
          shelves { ...Books edges { node { ... on Shelf { books { count } } } } }
          ...All
          ...All
        }
        fragment All on Query { shelves { ...Books } }
        fragment Books on ShelfConnection { edges { node { books { count } } } }
    """
    assert nodes_of(text) == 10 + 200


def test_of_types_that_exclude_each_other_the_larger_page_counts() -> None:
    text = """
        { things {
            ... on Shelf { all: books(first: 5) { count } }
            ... on Book { all: shelf { books(first: 9) { count } } }
        } }
    """
    assert nodes_of(text) == 5 + 5 * 9


def test_the_error_names_the_place_the_numbers_and_the_way_out() -> None:
    text = "{ shelves(first: 30) { edges { node { many: books(first: 40) { count } } } } }"
    with pytest.raises(OperationTooLarge) as raised:
        check(text, nodes=1000)
    assert format_error(raised.value) == {
        "message": (
            "the operation asks for up to 1,230 nodes, of which 1,200 are at"
            " shelves.edges.node.many, and 1,000 are allowed: ask for smaller pages, or for fewer"
            " at once"
        ),
        "extensions": {"code": "OPERATION_TOO_LARGE"},
    }


def test_a_cycle_of_types_is_followed_as_deep_as_allowed() -> None:
    text = "{ shelf " + "{ best { shelf " * 20 + "{ id }" + " } }" * 20 + " }"
    assert is_taken(text, depth=42)
    with pytest.raises(
        OperationTooLarge, match=r"^what is below shelf\.best\..*\.….* more than 41 levels"
    ):
        check(text, depth=41)


def test_an_operation_that_grows_by_its_fragments_is_refused_before_it_does() -> None:
    fragments = " ".join(
        f"fragment F{i} on Shelf {{ a: best {{ shelf {{ ...F{i + 1} }} }}"
        f" b: best {{ shelf {{ ...F{i + 1} }} }} }}"
        for i in range(40)
    )
    text = f"{{ shelf {{ ...F0 }} }} {fragments} fragment F40 on Shelf {{ id }}"
    with pytest.raises(OperationTooLarge, match="more than 10,000 fields"):
        check(text)


def test_a_long_chain_of_fragments_is_followed_to_its_end() -> None:
    fragments = " ".join(f"fragment F{i} on Shelf {{ ...F{i + 1} }}" for i in range(3000))
    end = "fragment F3000 on Shelf { books(first: 6) { count } }"
    with pytest.raises(OperationTooLarge, match="up to 6 nodes"):
        check(f"{{ shelf {{ ...F0 }} }} {fragments} {end}", nodes=5)


@pytest.mark.parametrize(
    "text",
    [
        "{ shelf { ...F } } fragment F on Shelf { best { shelf { ...F } } }",
        "{ shelf { ...F } } fragment F on Shelf { ...F }",
        "{ shelf { ...Missing ... on Missing { id } missing { id } id { id } } missing }",
        "mutation { missing }",
        "query A { missing } query B { missing }",
        "fragment F on Shelf { id }",
        "{ shelves(first: [1], first: {a: $missing}) { edges { node { id } } } }",
        "{ shelves(first: 1e999, last: 2.5) { edges { node { id } } } }",
        pytest.param(
            f"{{ shelves(first: {'9' * 5000}) {{ edges {{ node {{ id }} }} }} }}", id="long"
        ),
        pytest.param(f"query ($n: Int = {'9' * 5000}) {{ shelf {{ id }} }}", id="long default"),
    ],
)
def test_what_is_not_valid_is_left_to_validation(text: str) -> None:
    is_successful, result = graphql_sync(
        SCHEMA, {"query": text}, validation_rules=OperationLimit(schema=SCHEMA)
    )
    plain = graphql_sync(SCHEMA, {"query": text})
    assert (is_successful, result) == plain
    assert result["errors"]


def test_ariadne_answers_with_the_error_alone() -> None:
    data = {"query": "{ shelves(first: 3) { edges { node { id } } } }"}
    limit = OperationLimit(schema=SCHEMA, nodes=2)
    is_successful, result = graphql_sync(
        SCHEMA, data, validation_rules=limit, error_formatter=format_error
    )
    assert not is_successful
    assert [each["extensions"]["code"] for each in result["errors"]] == ["OPERATION_TOO_LARGE"]


@given(st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_nested_pages_multiply(sizes: list[int]) -> None:
    text, expected, product = "id", 0, 1
    for size in reversed(sizes):
        text = f"shelf {{ books(first: {size}) {{ edges {{ node {{ {text} }} }} }} }}"
    for size in sizes:
        product *= size
        expected += product
    text = f"{{ shelf {{ best {{ {text} }} }} }}"
    assert is_taken(text, nodes=expected)
    assert not is_taken(text, nodes=expected - 1)
