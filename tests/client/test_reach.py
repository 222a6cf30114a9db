"""A client is made from what its operations reach, and nothing else of the schema counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graphql import build_schema
from tests.client.sample_client import request_for, sample_request

from graphwright.client import ClientRequest, OperationFile, render_client
from graphwright.client.documents import readable_definitions
from graphwright.client.reach import Reach
from graphwright.client.reached_sdl import reached_sdl

SDL = '''
schema { query: Reading mutation: Writing }
directive @live(every: Pace = SLOW) on QUERY | FIELD
directive @unused on FIELD
type Reading { thing(id: ID!): Thing found(filter: Filter = {kind: PAPER}): [Found] other: Other }
type Writing { keep(by: Key!): Book drop: Book }
interface Named { name: String }
interface Thing implements Named { id: ID! name: String maker(in: Pace): Maker again: Thing }
interface Maker { id: ID! year: Int }
type Person implements Maker { id: ID! year: Int shoes: Int }
type Firm implements Maker { id: ID! year: Int! owners: [Person!] }
type Book implements Thing & Named {
  id: ID! name: String maker(in: Pace): Person again: Book kind: Kind weight: Weight
}
type Game implements Thing & Named { id: ID! name: String maker(in: Pace): Maker again: Thing }
type Other { id: ID }
type Lost { id: ID }
union Found = Book | Person | Lost
"""What it is \\"printed\\" on: \\\\ or é."""
enum Kind { "  Indented." PAPER EBOOK @deprecated(reason: "gone") }
enum Pace { SLOW FAST }
enum Idle { A }
scalar Weight
scalar Never
input Filter { "The kind." kind: Kind = PAPER not: [Filter!] weight: Weight = 1.5 texts: [String!] = ["a\\nb"] }
input Key @oneOf { id: ID name: String }
input Nobody { id: ID }
'''
OPERATIONS = """
query Read($id: ID!, $pace: Pace) @live(every: $pace) {
  thing(id: $id) { ...Short ... on Named { name } again { __typename id } ... on Book { kind } }
}
fragment Short on Thing { id maker { ... on Firm { owners { shoes } } year } }
query Find($filter: Filter) { found(filter: $filter) { ... on Book { ...Long } ... on Maker { id } } }
fragment Long on Book { weight maker { shoes } }
mutation Keep { keep(by: {id: "1"}) { id } }
"""


def request(sdl: str, operations: str = OPERATIONS) -> ClientRequest:
    """The request for a client of the schema."""
    made = request_for(OperationFile("ops/all.graphql", operations))
    return replace(made, schema_sdl=(sdl,), scalars={"Weight": "float", "Never": "str"})


def reached(made: ClientRequest) -> ClientRequest:
    """The same request, of the part of the schema that its operations reach."""
    schema = build_schema("\n".join(made.schema_sdl))
    return replace(
        made, schema_sdl=reached_sdl(Reach(schema, readable_definitions(made.operations)))
    )


@pytest.mark.parametrize("made", [request(SDL), sample_request()], ids=["odd", "sample"])
def test_the_part_makes_the_same_client(made: ClientRequest) -> None:
    """But for the order in which enums and inputs stand."""
    whole, part = render_client(made), render_client(reached(made))
    assert whole.keys() == part.keys()
    for path, text in whole.items():
        assert sorted(text.splitlines()) == sorted(part[path].splitlines())


def test_the_part_is_its_own_part() -> None:
    """What is reached in it is all of it."""
    part = reached(request(SDL))
    assert reached(part).schema_sdl == part.schema_sdl
    assert "type Lost" in part.schema_sdl


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("other: Other", "other: Int"),
        ("scalar Never", '"""Nothing."""\nscalar Never'),
        ("type Person", '"""Somebody."""\ntype Person'),
        ("input Nobody { id: ID }", "input Nobody { id: Int }"),
        ("drop: Book", "drop(now: Boolean): Book"),
        ("enum Idle { A }", "enum Idle { A B }"),
        ("scalar Weight", 'scalar Weight @specifiedBy(url: "https://example.org")'),
        ("name: String maker", 'name: String @deprecated(reason: "x") maker'),
    ],
)
def test_what_operations_do_not_reach_does_not_count(text: str, other: str) -> None:
    """Nor do descriptions that the client does not show."""
    assert text in SDL
    assert reached(request(SDL.replace(text, other))).schema_sdl == reached(request(SDL)).schema_sdl


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("shoes: Int", "shoes: Int!"),
        ("year: Int!", "year: Int"),
        ("PAPER EBOOK", "PAPER EBOOK AUDIO"),
        ("The kind.", "Which kind."),
        ("= 1.5", "= 2.5"),
        ("| Lost", ""),
        ("input Key @oneOf", "input Key"),
        ("enum Pace { SLOW FAST }", "enum Pace { FAST SLOW }"),
        ("found(filter: Filter = {kind: PAPER})", "found(filter: Filter)"),
        ("directive @live(every: Pace = SLOW)", "directive @live(every: Pace)"),
    ],
)
def test_what_operations_reach_counts(text: str, other: str) -> None:
    """Types, arguments, defaults, values, members, and descriptions that come out."""
    assert text in SDL
    assert reached(request(SDL.replace(text, other))).schema_sdl != reached(request(SDL)).schema_sdl


@pytest.mark.parametrize(
    "operations",
    [
        "query Read { nothing { of } thing(id: 1, as: 2) { ...Missing ... on Nobody { x } } }",
        "query Read($x: Nothing) @nothing { other { id { deeper } ... on Nothing { id } } }",
        "subscription Listen { nothing }\nquery (",
        "query Read { __schema { types { name } } __type(name: 1) { name } }",
    ],
)
def test_operations_with_mistakes_reach_what_can_be_told(operations: str) -> None:
    """Somebody else tells the mistakes."""
    assert isinstance(reached(request(SDL, operations)).schema_sdl, tuple)
