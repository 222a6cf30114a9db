"""What holds for any two schemas."""

from __future__ import annotations

import re

from graphql import (
    Source,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    parse,
    validate,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.diff.edits import Edit, possible_edits
from tests.diff.random_operations import operations
from tests.diff.random_schemas import Schema, schemas
from tests.diff.schemas import TODAY, changes, found, reviewed, snapshot

from graphwright.diff.change import Level
from graphwright.diff.review import Context
from graphwright.elements.operations import read_operations

#: Parts of the types that operations can reach.
_USED = re.compile(r"(Type|Input|Enum|Union)0[.( ][^#]*(#type)?$")
_SETTINGS = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """The SDL before and after some edits, and the changes that these are."""
    schema: Schema = draw(schemas())
    before = schema.sdl()
    possible = list(possible_edits(schema))
    chosen: list[Edit] = []
    for index in draw(st.lists(st.integers(0, len(possible) - 1), min_size=4, max_size=25)):
        if not any(possible[index].clashes(other) for other in chosen):
            chosen.append(possible[index])
    for edit in chosen:
        edit.apply()
    return before, schema.sdl(), sorted(edit.expected for edit in chosen)


@given(schemas())
@_SETTINGS
def test_a_schema_does_not_differ_from_itself(schema: Schema) -> None:
    """diff(A, A) is empty."""
    assert found(schema.sdl(), schema.sdl()) == []


@given(edited())
@_SETTINGS
def test_names_exactly_the_edits(script: tuple[str, str, list[str]]) -> None:
    """The report of a random edit script has its edits and nothing else."""
    before, after, expected = script
    assert sorted(found(before, after)) == expected


@given(edited())
@_SETTINGS
def test_going_back_finds_as_many_elements(script: tuple[str, str, list[str]]) -> None:
    """The elements that change on the way there change on the way back."""
    before, after, _ = script
    there = {change.finding.coordinate for change in changes(before, after)}
    back = {change.finding.coordinate for change in changes(after, before)}
    assert there == back


@given(edited())
@_SETTINGS
def test_finds_what_graphql_core_finds(script: tuple[str, str, list[str]]) -> None:
    """Each change that graphql-core finds is found, and what it calls breaking is breaking here."""
    before, after, _ = script
    old = build_schema(before, assume_valid=True, assume_valid_sdl=True)
    new = build_schema(after, assume_valid=True, assume_valid_sdl=True)
    ours = changes(before, after)
    breaking = [change for change in ours if change.level is Level.BREAKING]
    assert len(breaking) >= len(find_breaking_changes(old, new))
    for theirs in find_breaking_changes(old, new):
        assert any(_same(change.finding.coordinate, theirs.description) for change in breaking)
    for dangerous in find_dangerous_changes(old, new):
        assert any(_same(change.finding.coordinate, dangerous.description) for change in ours)


@given(schemas(), st.data())
@_SETTINGS
def test_blames_the_change_that_makes_an_operation_invalid(
    schema: Schema, data: st.DataObject
) -> None:
    """If the new schema rejects an operation, the one change says that it breaks it."""
    before = schema.sdl()
    old = build_schema(before, assume_valid=True, assume_valid_sdl=True)
    document = data.draw(operations(old))
    assert validate(old, parse(document)) == []
    in_use = [edit for edit in possible_edits(schema) if _USED.match(edit.target)]
    data.draw(st.sampled_from(in_use)).apply()
    new = build_schema(schema.sdl(), assume_valid=True, assume_valid_sdl=True)
    if validate(new, parse(document)):
        known = read_operations(snapshot(before), [Source(document, "operation.graphql")])
        context = Context(today=TODAY, operations=known)
        assert any(change.breakages for change in reviewed(before, schema.sdl(), context).changes)


def _same(coordinate: str, description: str) -> bool:
    """Whether the sentence names every part of the coordinate."""
    words = coordinate.replace("@", " ").replace("|", " ").replace("implements", " ")
    for character in ".(:)":
        words = words.replace(character, " ")
    said = description.replace(".", " ").replace(",", " ").split()
    return all(word in said for word in words.split() if word != "on")
