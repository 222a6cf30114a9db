"""Docstring literals hold any text, and look as if written by hand."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphwright.formatter import format_modules
from graphwright.render.docstrings import LINE_LENGTH, docstring


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("A sentence.", '"""A sentence."""'),
        ("  Spaces around it.\n", '"""Spaces around it."""'),
        ("", ""),
        (" \n ", ""),
        ('Ends with a "quote"', '"""Ends with a "quote\\""""'),
        ('"Begins" with one', '"""\\"Begins" with one"""'),
        ("C:\\new", '"""C:\\\\new"""'),
        ("Ends with \\", '"""Ends with \\\\"""'),
        ('Three """ quotes', '"""Three \\"\\"\\" quotes"""'),
        ("A bell \a.", '"""A bell \\x07."""'),
        ("Grüße 世界 👩‍🚀", '"""Grüße 世界 👩‍🚀"""'),
    ],
)
def test_a_line_is_escaped_only_where_it_must_be(text: str, literal: str) -> None:
    """So that ordinary text stays readable."""
    assert docstring(text) == literal


def test_lines_after_the_first_are_indented() -> None:
    """And the closing quotes stand on a line of their own."""
    assert docstring("First.\n\nSecond.", 4) == '"""First.\n\n    Second.\n    """'


def test_long_lines_are_wrapped_except_where_a_break_would_change_them() -> None:
    """Code blocks, tables, quotations and addresses stay as they are."""
    word = "word " * 30
    kept = [f"| {word.strip()} |", f"> {word.strip()}", f"https://example.org/{'x' * 100}"]
    code = ["```", f"print('{word}')", "```"]
    lines = docstring("\n".join([word, *kept, *code]), 4).splitlines()
    assert max(len(line) for line in lines[:2]) <= LINE_LENGTH
    for line in [*kept, *code]:
        assert f"    {line}" in lines


def test_a_paragraph_with_a_long_line_is_filled_anew() -> None:
    """No odd short line stays where the SDL broke the line; other paragraphs keep theirs."""
    long = "The first line of a paragraph goes on for somewhat longer than the space that there is,"
    text = f"One\nbroken line.\n\n{long}\nand goes on here."
    assert docstring(text, 20).splitlines()[1:] == [
        " " * 20 + "broken line.",
        "",
        " " * 20 + "The first line of a paragraph goes on for somewhat longer than the space that",
        " " * 20 + "there is, and goes on here.",
        " " * 20 + '"""',
    ]


def test_list_items_are_filled_each_by_itself() -> None:
    """Under their text, and with the lines that belong to them."""
    words = "word " * 16
    lines = docstring(f"- {words}\n  {words}\n- two\n10. {words}{words}\nEnd.").splitlines()
    assert [line[:8] for line in lines] == [
        '"""- wor',
        "  word w",
        "- two",
        "10. word",
        "    word",
        "End.",
        '"""',
    ]


def test_a_hard_break_of_markdown_stays() -> None:
    """Two spaces at the end of a line."""
    word = "word " * 30
    assert docstring(f"First.  \n{word}").splitlines()[0] == '"""First.'


@given(st.text())
def test_any_text_survives(text: str) -> None:
    """What Python reads is what was written, but for white space at line ends and wrapping."""
    literal = docstring(text)
    if literal:
        read = ast.literal_eval(literal)
        assert "".join(read.split()) == "".join(_visible(text).split())


def test_formatting_keeps_the_meaning_of_a_docstring() -> None:
    """Quotes and backslashes at both ends."""
    texts = ['"a"', "a\\", '\\"', '"""', "'", "a\n\n  b\n", "\t a"]
    modules = {
        f"m{index}.py": f"class A:\n    {docstring(text, 4)}\n" for index, text in enumerate(texts)
    }
    for path, formatted in format_modules(modules).items():
        assert _cleaned(modules[path]) == _cleaned(formatted)


def _visible(text: str) -> str:
    return "\n".join(text.expandtabs(4).splitlines())


def _cleaned(source: str) -> str | None:
    """The docstring of the class, as `help` shows it."""
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.ClassDef)
    return ast.get_docstring(definition)
