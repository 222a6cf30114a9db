"""SDL is read to what graphql-core's parser reads, and refused in its words."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

import pytest
from graphql import DocumentNode, GraphQLSyntaxError, TokenKind, parse
from graphql.language import Lexer, Source
from tests.codegen.large_schema import synthetic_sdl

from graphwright.runtime.sdl_document import sdl_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
EMITTED = sorted(
    [
        *ROOT.glob("tests/codegen/cases/*/expected/**/schema.graphql"),
        *ROOT.glob("generated/*/schema.graphql"),
        *ROOT.glob("examples/*/src/*/schema.graphql"),
    ]
)

ALL = r'''
# A comment, "quoted".
"A schema." schema @a { query: Query mutation: Mutation }

"""
The root.

  Indented, with \""" inside.
"""
type Query implements & Node & Other @a(n: -1.5e3, s: "\u0041\n", b: true) @b {
  "One \"line\"" one(a: Int! = 1, "b" b: [In!]! = [{ a: RED, list: [], none: null }, {}] @a): String @b
  """two"""
  two: [[Int!]]!, three: Query
}
type Empty
interface Node implements Other { id: ID! }
interface Other @a
union Any @a = | Query | Empty
union None
enum Colour @a { RED @b "green" GREEN type }
input In @a { a: Colour = RED, list: [Int] = [1, 2], type: String = """
    block
      more
  """ , in: In }
scalar Day @a(url: "https://example.com/#day")
directive @a(n: Float, s: String = "") repeatable on OBJECT | FIELD_DEFINITION
directive @b on | SCALAR
'''

ODD = (
    *("", "#", "type", "type A {}", "type A { a }", "type A { a: }", "type A { a(): B }"),
    *("schema", "schema {}", "schema { other: A }", "enum A { true }", "enum A { null }"),
    *(
        "type A { a: B = 1 }",
        "input A { a: B = $b }",
        "input A { a: B = 01 }",
        "input A { a: B = 1x }",
    ),
    *("union A =", "union A = | |", "type A implements", "type A implements B C", "scalar é"),
    *(
        "directive @a on NOWHERE",
        "directive a on FIELD",
        "directive @a @b on FIELD",
        '"a" "b" type A',
    ),
    *('"a', '"""a', '"a\nb" type A', '"\\x" type A', '"\\u{1F600}" scalar A', '"""""" scalar A'),
    *('"" scalar A', '""" \n """ scalar A', '"""a\n\n  b\r\n   c\r  \n""" scalar A', "type A ..."),
    *(
        "{ a }",
        "query { a }",
        "fragment A on B { a }",
        "extend type A { a: B }",
        "extend schema @a",
    ),
    *("\ufefftype A", "type\u00a0A", "type A \x0b", "scalar A scalar A", "a: b", "-", "type A }"),
    "type A { a: " + "[" * 2000 + "B" + "]" * 2000 + " }",
)


def outcome(read: Callable[[str], DocumentNode], text: str) -> object:
    """What was read, or what was said."""
    try:
        return read(text)
    except GraphQLSyntaxError as error:
        return str(error)


def expected(text: str) -> object:
    """The outcome of graphql-core's parser."""
    return outcome(lambda text: parse(text, no_location=True), text)


def tokens(text: str) -> list[str]:
    """The tokens of a text, as they stand there."""
    lexer, found = Lexer(Source(text)), list[str]()
    while (token := lexer.advance()).kind is not TokenKind.EOF:
        found.append(text[token.start : token.end])
    return found


def changed(text: str, times: int) -> Iterator[str]:
    """The text with a token that is missing, doubled, or another one's."""
    random, whole = Random(1), tokens(text)
    for _ in range(times):
        at, other = random.randrange(len(whole)), random.choice(whole)
        put = random.choice([[], [whole[at]] * 2, [other], [whole[at], other]])
        yield " ".join([*whole[:at], *put, *whole[at + 1 :]])


@pytest.mark.parametrize("path", EMITTED, ids=lambda path: str(path.relative_to(ROOT)))
def test_emitted_schemas_are_read_alike(path: Path) -> None:
    text = path.read_text("utf-8")
    assert sdl_document(text) == expected(text)


def test_a_large_schema_is_read_alike() -> None:
    text = synthetic_sdl()
    assert sdl_document(text) == expected(text)


@pytest.mark.parametrize("text", [ALL, *ODD], ids=lambda text: ascii(text[:30]))
def test_each_construct_is_read_or_refused_alike(text: str) -> None:
    assert outcome(sdl_document, text) == expected(text)


def test_random_mistakes_are_refused_alike() -> None:
    for text in changed(ALL, 400):
        assert outcome(sdl_document, text) == expected(text), text


def test_plain_definitions_are_not_left_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("graphwright.runtime.sdl_document.parse")
    assert len(sdl_document(ALL).definitions) == len(cast(DocumentNode, expected(ALL)).definitions)
