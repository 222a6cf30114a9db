"""Docstring literals from any text."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LINE_LENGTH = 100
_QUOTES = '"""'
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_VERBATIM = re.compile(r" {4}|\s*(?:\||#|>|\S+://)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")


def docstring(text: str, indent: int = 0) -> str:
    """The text as a triple-quoted literal; lines after the first are indented.

    Empty for an empty text. Paragraphs and list items with a line that is too long are filled
    anew; code blocks, tables, quotations and addresses stay as they are.
    """
    lines = _wrapped(text.strip(), LINE_LENGTH - indent - len(_QUOTES))
    if not lines:
        return ""
    lines = [_escaped(line) for line in lines]
    if len(lines) == 1 and len(lines[0]) + indent + 2 * len(_QUOTES) <= LINE_LENGTH:
        line = lines[0]
        line = rf"{line[:-1]}\"" if line.endswith('"') and not _ends_escaped(line) else line
        return f"{_QUOTES}{line}{_QUOTES}"
    margin = " " * indent
    rest = [f"{margin}{line}" if line else "" for line in lines[1:]]
    return "\n".join([f"{_QUOTES}{lines[0]}", *rest, f"{margin}{_QUOTES}"])


def _wrapped(text: str, width: int) -> list[str]:
    wrapped: list[str] = []
    for block in _blocks(text.expandtabs(4).splitlines()):
        lines = [line.rstrip() for line in block.lines]
        too_long = any(len(line) > width for line in lines)
        wrapped += _filled(lines, width) if too_long and block.is_prose else lines
    return wrapped


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one paragraph or list item; or one line that is no prose and stays as it is."""

    lines: list[str]
    is_prose: bool


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    block: list[str] = []
    in_code = False
    for line in lines:
        is_fence = line.lstrip().startswith("```")
        is_text = not (is_fence or in_code or not line.strip())
        in_code ^= is_fence
        if is_text and block and _reads_on(block, line):
            block.append(line)
            continue
        if block:
            yield _Block(block, is_prose=True)
        block = []
        if is_text and not _VERBATIM.match(line):
            block = [line]
        else:
            yield _Block([line], is_prose=False)
    if block:
        yield _Block(block, is_prose=True)


def _reads_on(block: Sequence[str], line: str) -> bool:
    """Whether the line goes on with the block, which ends where Markdown breaks a line."""
    if block[-1].endswith("  ") or _ITEM.match(line) or _VERBATIM.match(line.lstrip()):
        return False
    margin, first = _margin(line), _margin(block[0])
    return margin > first if _ITEM.match(block[0]) else margin == first


def _filled(block: Sequence[str], width: int) -> list[str]:
    item = _ITEM.match(block[0])
    return textwrap.wrap(
        " ".join(line.strip() for line in block),
        width,
        initial_indent=" " * _margin(block[0]),
        subsequent_indent=" " * (len(item[0]) if item else _margin(block[0])),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _escaped(line: str) -> str:
    line = line.replace("\\", "\\\\").replace(_QUOTES, r"\"\"\"")
    if line.startswith('"'):
        line = rf"\{line}"
    return "".join(
        character if character.isprintable() or character in _JOINERS else _escape(character)
        for character in line
    )


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _ends_escaped(line: str) -> bool:
    """Whether the last character stands behind an odd number of backslashes."""
    before = line[:-1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
