"""Definitions to snapshots."""

from __future__ import annotations

import pytest
from graphql import Source, parse
from tests.diff.schemas import found, snapshot

from graphwright.elements.reading import read_snapshot
from graphwright.errors import DiagnosticsError


def test_extensions_are_folded_in_and_keep_their_places() -> None:
    """A field of an extension belongs to the type and stands in its own file."""
    sources = [
        Source("type Query {\n  a: Int\n}", "a.graphql"),
        Source("extend type Query {\n  b: Int\n}", "b.graphql"),
    ]
    definitions = [node for source in sources for node in parse(source).definitions]
    schema = read_snapshot("two files", definitions, sources)
    assert str(schema.types["Query"].fields["b"].place) == "b.graphql:2:3"
    assert [place.path for place in schema.types["Query"].blocks] == ["a.graphql", "b.graphql"]


def test_moving_a_field_into_an_extension_changes_nothing() -> None:
    """Where a field is declared is no part of the schema."""
    before = "type Query {\n  a: Int\n  b: Int\n}"
    assert found(before, "type Query {\n  a: Int\n}\n\nextend type Query {\n  b: Int\n}") == []


def test_order_and_comments_change_nothing() -> None:
    """Neither the order of elements nor comments are part of the schema."""
    before = "type Query {\n  a(x: Int, y: Int): Int\n}\n\nenum E {\n  A\n  B\n}"
    after = "# New.\nenum E {\n  B\n  A\n}\n\ntype Query {\n  a(y: Int, x: Int): Int # here\n}"
    assert found(before, after) == []


def test_naming_the_conventional_roots_changes_nothing() -> None:
    """A schema definition that says what holds without it is no change."""
    before = "type Query {\n  a: Int\n}"
    assert found(before, f"schema {{\n  query: Query\n}}\n\n{before}") == []


def test_every_second_definition_is_an_error_with_its_place() -> None:
    """Types, fields, values and directives that are defined twice are all reported at once."""
    sdl = (
        "type Query {\n  a: Int\n  a: Int\n}\n"
        "enum E {\n  A\n  A\n}\n"
        "type Query {\n  b: Int\n}\n"
        "directive @d on FIELD\ndirective @d on FIELD\n"
    )
    with pytest.raises(DiagnosticsError) as caught:
        snapshot(sdl)
    assert [(d.line, d.message) for d in caught.value.diagnostics] == [
        (3, "There is a second definition of 'Query.a'."),
        (7, "There is a second definition of 'E.A'."),
        (9, "There is a second definition of 'Query'."),
        (13, "There is a second definition of '@d'."),
    ]


def test_finds_elements_by_their_coordinates() -> None:
    """Types, fields, arguments, values and directives have coordinates."""
    schema = snapshot("type Query {\n  a(x: Int): E\n}\nenum E {\n  A\n}\ndirective @d on FIELD")
    for coordinate in ("Query", "Query.a", "Query.a(x:)", "E.A", "@d", "schema"):
        element = schema.find(coordinate)
        assert element is not None
        assert element.coordinate == coordinate
    for coordinate in ("Nobody", "Query.b", "Query.a(y:)", "Query.b(x:)", "@e"):
        assert schema.find(coordinate) is None
