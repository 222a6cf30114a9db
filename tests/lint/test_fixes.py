"""Texts after their fixes."""

from __future__ import annotations

from graphql import Source
from tests.lint.linted import mended, only

from graphwright.lint.finding import Edit
from graphwright.lint.fixes import apply_edits
from graphwright.lint.linting import fix


def test_line_endings_and_a_byte_order_mark_stay() -> None:
    """Only the ranges of the edits change."""
    text = '\ufeff"why"\r\ntype Query {\r\n  "how" a: Int # so\r\n}\r\n'
    assert mended(text) == '\ufeff"Why."\r\ntype Query {\r\n  "How." a: Int # so\r\n}\r\n'


def test_what_one_fix_lays_bare_the_next_one_mends() -> None:
    """Blanks first, then the sentence; the ranges of both meet."""
    assert mended('" why " type Query { a: Int }').startswith('"Why."')


def test_a_string_with_escapes_is_left_to_a_person() -> None:
    """Its text is not what is written."""
    text = '"say \\u0061" type Query { a: Int }'
    assert mended(text) == text


def test_what_is_allowed_is_not_mended() -> None:
    """Somebody meant it."""
    text = '# graphwright: allow description-sentence It is a title.\n"why" type Query { a: Int }\n'
    assert mended(text, "description-sentence") == text


def test_every_file_gets_its_own_edits() -> None:
    """Ranges of one mean nothing in another."""
    sources = [Source('"a" type A { a: Int }', "a"), Source('\n\n"b" type B { a: Int }', "b")]
    fixed = fix(sources, only("description-sentence"))
    assert [source.body[:7].strip() for source in fixed.sources] == ['"A." ty', '"B."']
    assert fixed.count == 2


def test_of_two_edits_that_overlap_the_later_waits() -> None:
    """It would apply to a text that is no longer there."""
    edits = [Edit("a", 1, 3, "X"), Edit("a", 2, 4, "Y"), Edit("a", 4, 4, "Z"), Edit("b", 0, 1, "")]
    assert apply_edits(Source("abcdef", "a"), edits).body == "aXdZef"
