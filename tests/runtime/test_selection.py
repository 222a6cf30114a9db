"""Tests of selections: merging, fragments, directives, abstract types."""

from __future__ import annotations

import pytest
from tests.runtime.shop import selection_of

from graphwright.runtime import Selection


def tree(selection: Selection) -> dict[str, object]:
    """The selection as nested dictionaries."""
    return {name: tree(child) for name, child in selection.fields().items()}


def test_the_fields_below_a_field_are_found_by_their_graphql_names() -> None:
    selection = selection_of("{ items { edges { node { id name } } count } }")
    assert tree(selection) == {"edges": {"node": {"id": {}, "name": {}}}, "count": {}}


def test_aliases_and_repeated_fields_are_merged() -> None:
    selection = selection_of(
        "{ item { a: name b: dates { addedAt } dates { soldAt } c: shelf { label } } }"
    )
    assert tree(selection) == {
        "name": {},
        "dates": {"addedAt": {}, "soldAt": {}},
        "shelf": {"label": {}},
    }


def test_fragments_are_merged_too() -> None:
    selection = selection_of(
        """
        { item { ...A ... on Item { price } ... { rowId } ... on Node { id } } }
        fragment A on Item { dates { ...B } }
        fragment B on Dates { addedAt }
        """
    )
    assert tree(selection) == {"dates": {"addedAt": {}}, "price": {}, "rowId": {}, "id": {}}


def test_a_fragment_on_another_type_does_not_count() -> None:
    assert tree(selection_of("{ item { ... on Shelf { label } name } }")) == {"name": {}}


def test_one_fragment_may_be_used_in_two_places() -> None:
    selection = selection_of(
        """
        { item { shelf { items { edges { node { ...A } } } } ...A } }
        fragment A on Item { name }
        """
    )
    assert tree(selection) == {
        "shelf": {"items": {"edges": {"node": {"name": {}}}}},
        "name": {},
    }


@pytest.mark.parametrize("value", [True, False])
def test_skip_and_include_are_applied(value: bool) -> None:
    selection = selection_of(
        """
        query ($yes: Boolean!, $no: Boolean = false) {
          item {
            a: name @skip(if: $yes)
            price @include(if: $yes)
            ... @skip(if: $yes) { rowId }
            ...A @include(if: $yes)
            tags @include(if: true)
            shelfId @skip(if: true)
            id @include(if: $no)
          }
        }
        fragment A on Item { dates { addedAt @skip(if: $no) } }
        """,
        {"yes": value},
    )
    expected = {"price", "dates", "tags"} if value else {"name", "rowId", "tags"}
    assert set(selection.fields()) == expected


def test_skip_wins_over_include() -> None:
    assert tree(selection_of("{ item { id name @skip(if: true) @include(if: true) } }")) == {
        "id": {}
    }


def test_typename_is_no_field() -> None:
    assert tree(selection_of("{ item { __typename dates { __typename } } }")) == {"dates": {}}


def test_children_and_paths_are_looked_up_by_name() -> None:
    selection = selection_of("{ items { edges { node { dates { addedAt } } } } }")
    assert "edges" in selection
    assert "count" not in selection
    assert selection.has("edges", "node", "dates", "addedAt")
    assert not selection.has("edges", "node", "dates", "soldAt")
    assert not selection.has("pageInfo", "hasNextPage")
    assert list(selection.child("edges").child("node")) == ["dates"]
    assert selection.child("pageInfo") is Selection.EMPTY
    assert selection.child("pageInfo").is_leaf
    assert not selection.is_leaf
    assert selection.child("edges").child("node").child("dates").child("addedAt").is_leaf


def test_below_an_abstract_type_the_fields_depend_on_the_type() -> None:
    selection = selection_of(
        "{ things { ... on Item { name } ... on Shelf { label items { count } } ... on Node { id } } }"
    )
    assert set(selection.fields("Item")) == {"name", "id"}
    assert set(selection.fields("Shelf")) == {"label", "items", "id"}
    assert set(selection.fields()) == {"name", "label", "items", "id"}
    assert tree(selection.narrow("Shelf")) == {"label": {}, "items": {"count": {}}, "id": {}}


def test_a_selection_of_one_type_needs_no_narrowing() -> None:
    selection = selection_of("{ item { name } }")
    assert selection.narrow("Item") is selection
    assert Selection.EMPTY.narrow("Item") is Selection.EMPTY


def test_narrowing_to_something_else_than_an_object_type_is_an_error() -> None:
    with pytest.raises(ValueError, match="'Node' is not an object type"):
        selection_of("{ node { id } }").narrow("Node")


def test_the_type_that_a_selection_is_not_of_has_no_fields() -> None:
    assert selection_of("{ item { name } }").fields("Shelf") == {}
    assert selection_of("{ node { id } }").fields("Dates") == {}


def test_operations_that_ask_for_the_same_have_equal_keys() -> None:
    plain = selection_of("{ item { id dates { addedAt soldAt } } }")
    other = selection_of(
        "{ item { x: dates { soldAt } ...A } } fragment A on Item { dates { addedAt } y: id }"
    )
    assert plain.key == other.key
    assert hash(plain.key) == hash(other.key)


def test_operations_that_ask_for_something_else_have_other_keys() -> None:
    keys = {
        selection_of(text).key
        for text in (
            "{ item { id } }",
            "{ item { name } }",
            "{ item { id dates { addedAt } } }",
            "{ item { id dates { soldAt } } }",
            "{ item { __typename } }",
        )
    }
    assert len(keys) == 5


def test_what_depends_on_a_fragments_own_variable_counts_as_selected() -> None:
    """Such variables are an experiment of graphql-core 3.3; loading more is never wrong."""
    selection = selection_of("query ($x: Boolean) { item { id name @include(if: $x) } }")
    assert "name" in selection


def test_the_result_is_computed_once() -> None:
    selection = selection_of("{ item { id dates { addedAt } } }")
    assert selection.fields() is selection.fields()
    assert selection.key is selection.key


def test_a_selection_shows_its_fields() -> None:
    assert repr(selection_of("{ item { id name } }")) == "Selection(id, name)"


def test_two_selections_are_one_that_asks_for_either() -> None:
    """What is selected of the same objects at two places is merged, below as well."""
    selection = selection_of(
        "{ items { edges { cursor node { name dates { soldAt } } } count pageInfo { hasNextPage } } }"
    )
    node = selection.child("edges").child("node")
    other = selection_of("{ items { edges { node { id dates { addedAt } } } } }")
    merged = node | other.child("edges").child("node")
    assert tree(merged) == {
        "name": {},
        "dates": {"soldAt": {}, "addedAt": {}},
        "id": {},
    }
    assert merged.key == (other.child("edges").child("node") | node).key
    assert (node | Selection.EMPTY) is (Selection.EMPTY | node) is node
