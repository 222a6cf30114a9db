"""Prose in SDL: whether it is a sentence, and the edits that make it one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.lint.finding import Edit

if TYPE_CHECKING:
    from graphql import StringValueNode

_PLAIN_WORD = re.compile(r"[a-z][a-z'-]*(?=[\s,;:.!?]|$)")
_STOP = re.compile(r"[.!?:…][)\]\"'*_`]*$")
_NO_PROSE = re.compile(r"\s*([-*+|>#]|\d+[.)]\s|`{3}|~{3})|.*://\S*$")


@dataclass(frozen=True, slots=True)
class Flaws:
    """What keeps a text from being a sentence."""

    lower_case: bool
    no_stop: bool

    def __str__(self) -> str:
        parts = ["begins in lower case"] * self.lower_case + [
            "does not end with a stop"
        ] * self.no_stop
        return " and ".join(parts)


def flaws_of(text: str) -> Flaws | None:
    """What is wrong with the text, None for a sentence; lists, tables, code and URLs need no stop."""
    stripped = text.strip()
    if not stripped:
        return None
    last_line = stripped.splitlines()[-1]
    no_stop = not _STOP.search(stripped) and not _NO_PROSE.match(last_line)
    flaws = Flaws(bool(_PLAIN_WORD.match(stripped)), no_stop)
    return flaws if flaws.lower_case or flaws.no_stop else None


def sentence_edits(node: StringValueNode, flaws: Flaws) -> tuple[Edit, ...]:
    """The edits that mend the flaws; none for a string with escapes, whose text is not as written."""
    written = _Written.of(node)
    if written is None:
        return ()
    edits: list[Edit] = []
    if flaws.lower_case:
        first = written.body[written.start]
        edits.append(Edit(written.path, written.start, written.start + 1, first.upper()))
    if flaws.no_stop:
        edits.append(Edit(written.path, written.end, written.end, "."))
    return tuple(edits)


def spacing_edits(node: StringValueNode) -> tuple[Edit, ...]:
    """The edits that take away the blanks around the text; none if it has several lines or escapes."""
    written = _Written.of(node)
    if written is None or "\n" in written.body[written.outer[0] : written.outer[1]]:
        return ()
    before, after = (written.outer[0], written.start), (written.end, written.outer[1])
    return tuple(
        Edit(written.path, start, end, "") for start, end in (before, after) if start < end
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """Where the text of a string stands: `outer` between the quotes, `start` to `end` without blanks."""

    path: str
    body: str
    outer: tuple[int, int]
    start: int
    end: int

    @classmethod
    def of(cls, node: StringValueNode) -> _Written | None:
        if node.loc is None:
            return None
        body = node.loc.source.body
        quotes = 3 if node.block else 1
        outer = node.loc.start + quotes, node.loc.end - quotes
        inner = body[outer[0] : outer[1]]
        if "\\" in inner or not inner.strip():
            return None
        start = outer[0] + len(inner) - len(inner.lstrip())
        end = outer[0] + len(inner.rstrip())
        return cls(node.loc.source.name, body, outer, start, end)
