"""A schema of about a thousand types that has everything which is ugly and legal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTITIES = 150

#: Enough of them for every form that one of them can have.
FEW_ENTITIES = 30

_HEAD = '''
"""
A schema with "quotes", a \\\\ backslash, three \\""" of them,
and a line that goes on for so long that whoever prints it has to break it somewhere, which is here or there.

    indented = "code"

- an item that goes on for so long that whoever prints it has to break it somewhere, which is here
  and goes on
"""
schema @tag(name: "all") @tag(name: "of it") { query: Start mutation: Change subscription: Watch }
extend schema @tag(name: "more")

"Said of anything." directive @tag(name: String!, weight: Float = 1.5, of: [Kind!] = [None]) repeatable on
  | SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM
  | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
directive @live(every: Int = 3) on QUERY | FIELD
directive @deprecated(reason: String = "No longer supported")
  on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

scalar Day @specifiedBy(url: "https://example.org/day") @tag(name: "day")
scalar DateTime scalar Decimal scalar JSON scalar UUID scalar _Any scalar datetime

"Names that Python needs." enum Kind { None True False and mro name value _private class
  "Not any more." self @deprecated(reason: "Say \\"other\\".\\nReally.") other @tag(name: "x", of: [True]) }
enum kind { a @tag(name: "a") A } enum KIND { a @tag(name: "b") }
extend enum kind @tag(name: "lower") { b }

interface Node { id: ID! }
interface Named implements Node { id: ID! name(short: Boolean = false @deprecated): String }
interface Empty { nothing: Int }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }

input Way @oneOf { id: ID name: String @deprecated step: Step }
input Step { kind: Kind! = None kinds: [[kind!]] = [[a, b], null] size: Size = { width: 2, deep: { width: 3 } }
  self: Step day: Day = "2026-01-01" day2: datetime old: Int @deprecated at: DateTime = "2026-01-01T00:00:00+00:00" }
input Size { width: Int! deep: Deep = { width: 1 } price: Decimal = "1.5" any: JSON = "any" }
input Deep { width: Int, back: Size }
extend input Step { added: Boolean! = true }

type Start { node(id: ID!): Node start: Start def(class: Int, self: Int, info: Int, lambda: Int): Int
  import: [[Kind]!]! _entities(representations: [_Any!]!): [_Entity]! kinds(kind: kind = a): KIND }
type Change { none: None change(input: Step = { kind: True }, way: Way): Payload! }
type Watch { everything(kinds: [Kind!]! = [None, mro]): _Entity tick: Int! }
type None implements Empty { nothing: Int } type Payload { start: Start! warning: Warning clash: clash }
type Warning { Warning: String } type clash { clash: clash Clash: Int _clash: Int clash_2: Int }
type Resolvers { page: Int first: String } type Page { Page: Page from_page: Int edges: [Int] }
'''


def synthetic_sdl(entities: int = _ENTITIES) -> str:
    """The SDL: seven types for each entity, and those of the head."""
    members = " | ".join(f"Thing{number}" for number in range(entities))
    parts = [_HEAD, f'union _Entity @tag(name: "all") =\n  | {members}']
    for number in range(entities):
        parts.extend(_entity(number, entities))
    return "\n".join(parts)


def _entity(number: int, entities: int) -> Iterator[str]:
    name, other = f"Thing{number}", f"Thing{(number * 7 + 3) % entities}"
    yield f"""
"The thing of number {number}.

It is {"long " * 30}."
type {name} implements Node & Named @tag(name: "thing") {{
  id: ID!
  name(short: Boolean = false @deprecated): String
  fooBar: Int foo_bar: Int FooBar: String @deprecated(reason: "Spelled badly.")
  "What it costs." price: Decimal! at: DateTime day: Day day2: datetime data: JSON uuid: UUID
  kind: kind Kind: Kind state: Thing{number}State! class: [String!]! in: [[Int!]] str: String self: Float
  parts: [Part{number}!]! other: {other} union: Either{number} empty: Empty
  others(first: Int, after: String, last: Int, before: String, filter: Thing{number}Filter,
    order: Thing{number}Order = {{ field: NAME }}, class: Int, info: Int @deprecated): {other}Connection
}}
extend type {name} {{ added(parents: [ID!] = ["1", "2"], parent: Int, page: Int): Part{number} }}
type Part{number} {{ number: Int! whole: {name} next: Part{number} }}
enum Thing{number}State {{ NEW_{number} "Old." OLD @deprecated _ _1 }}
enum Thing{number}OrderField {{ NAME PRICE }}
union Either{number} = Part{number} | {name}
input Thing{number}Filter {{ name: String = "n" state: Thing{number}State AND: [Thing{number}Filter!] in: [Int!] = [1] }}
input Thing{number}Order {{ field: Thing{number}OrderField! direction: kind = a }}
type {name}Connection {{ pageInfo: PageInfo! edges: [{name}Edge] nodes: [{name}] totalCount: Int! extra: String }}
type {name}Edge {{ cursor: String! node: {name} }}
extend type Start {{ thing{number}(id: ID!, way: Way): {name} things{number}(first: Int, after: String): {name}Connection }}""".replace(
        '"The thing', '"""The thing'
    ).replace(f'{"long " * 30}."', f'{"long " * 30}."""')


if __name__ == "__main__":
    print(synthetic_sdl())
