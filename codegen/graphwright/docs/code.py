"""GraphQL as HTML: coloured, and with links from names to their pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOKEN = re.compile(
    r"""
    (?P<comment>\#.*)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<variable>\$\w+)
  | (?P<directive>@\w+)
  | (?P<number>-?\d[\d.eE+-]*)
  | (?P<word>[A-Za-z_]\w*)
    """,
    re.VERBOSE,
)
_OPERATION_WORDS = ("query", "mutation", "subscription", "fragment", "on", "true", "false", "null")
_SCHEMA_WORDS = ("schema", "extend", "implements", "directive", "repeatable")
_TYPE_WORDS = ("type", "interface", "union", "enum", "input", "scalar")
_KEYWORDS = frozenset({*_OPERATION_WORDS, *_SCHEMA_WORDS, *_TYPE_WORDS})
_BLOCK = '"""'


def coloured(lines: Sequence[str], href: Callable[[int, int, str], str | None]) -> Iterator[Markup]:
    """Each line as HTML; `href` tells for a line and a column, both from 1, and a word where it leads."""
    in_block = False
    for number, line in enumerate(lines, 1):
        quotes = line.count(_BLOCK)
        if in_block or quotes:
            in_block ^= quotes % 2 == 1
            yield _span("string", line)
        else:
            yield Markup("").join(_pieces(line, number, href))


def _pieces(
    line: str, number: int, href: Callable[[int, int, str], str | None]
) -> Iterator[Markup]:
    end = 0
    for token in _TOKEN.finditer(line):
        yield escape(line[end : token.start()])
        end = token.end()
        kind, text = token.lastgroup or "", token[0]
        target = href(number, token.start() + 1, text) if kind in {"word", "directive"} else None
        if target:
            yield Markup('<a class="{}" href="{}">{}</a>').format(_class(kind, text), target, text)
        elif kind == "word" and text not in _KEYWORDS:
            yield escape(text)
        else:
            yield _span(_class(kind, text), text)
    yield escape(line[end:])


def _class(kind: str, text: str) -> str:
    if kind != "word":
        return kind
    return "keyword" if text in _KEYWORDS else "name"


def _span(name: str, text: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(name, text)
