"""What holds of the rules and of their fixes for any schema."""

from __future__ import annotations

import re

from graphql import (
    Lexer,
    Node,
    Source,
    StringValueNode,
    TokenKind,
    Visitor,
    parse,
    print_ast,
    visit,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.lint.linted import linted, mended
from tests.lint.well_formed import well_formed_schemas

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_DESCRIPTION = re.compile(r'"[^"\n]*\."')
_WORDS = st.text("abAB .,`)(\n|-#\\u00e9é", max_size=12)
_COMMENTS = ("", " # Beside.\n", "\n# graphwright: allow field-name Nothing is wrong with it.\n")


@SETTINGS
@given(well_formed_schemas())
def test_a_schema_that_follows_the_rules_has_no_finding(text: str) -> None:
    """Neither errors nor warnings."""
    assert linted(text).problems == ()


@st.composite
def _spoiled(draw: st.DrawFn) -> str:
    """A schema whose descriptions and reasons may be any text, quoted or as a block."""
    text = draw(well_formed_schemas())
    chosen = draw(
        st.lists(st.tuples(_WORDS, st.booleans(), st.sampled_from(_COMMENTS)), min_size=1)
    )
    found = iter(chosen * 200)

    def replace(match: re.Match[str]) -> str:
        words, block, comment = next(found)
        in_block = f'"""{words}"""'.replace("\\", "") if block else ""
        quoted = '"' + words.replace("\\", "\\\\").replace("\n", "\\n") + '"'
        separate = comment if match.string[match.end()] == "\n" else ""
        return (in_block or quoted) + separate

    return _DESCRIPTION.sub(replace, text)


class _WithoutProse(Visitor):
    """Makes one text of all descriptions and reasons."""

    def enter_string_value(self, node: StringValueNode, *_: object) -> StringValueNode:
        """Keep the word, lose the text."""
        return StringValueNode(value="", block=False)


def _shape(text: str) -> str:
    node: Node = visit(parse(text), _WithoutProse())
    return print_ast(node)


def _comments(text: str) -> list[str]:
    lexer = Lexer(Source(text))
    while lexer.advance().kind is not TokenKind.EOF:
        pass
    token, found = lexer.token, list[str]()
    while token.prev is not None:
        token = token.prev
        value = token.value or ""
        if token.kind is TokenKind.COMMENT and "graphwright:" not in value:
            found.append(value)
    return found


def _values(text: str) -> list[str]:
    found: list[str] = []

    class Values(Visitor):
        def enter_string_value(self, node: StringValueNode, *_: object) -> None:
            found.append(node.value)

    visit(parse(text), Values())
    return found


@settings(SETTINGS, max_examples=12)
@given(_spoiled())
def test_fixes_change_what_their_rules_name_once_and_nothing_else(text: str) -> None:
    """The trees are equal but for blanks, first letters and stops of prose; comments stay.

    A second run changes nothing, and no rule proposes an edit any more.
    """
    after = mended(text)
    assert mended(after) == after
    assert linted(after).fixable == 0
    assert _shape(after) == _shape(text)
    assert _comments(after) == _comments(text)
    for old, new in zip(_values(text), _values(after), strict=True):
        trimmed = old.strip()
        assert new.strip().lower() in {trimmed.lower(), f"{trimmed.lower()}."}
