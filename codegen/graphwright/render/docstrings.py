"""Docstring literals from any text."""

from __future__ import annotations

import re
import textwrap

LINE_LENGTH = 100
_QUOTES = '"""'
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_VERBATIM = re.compile(r"\s*(?:\||#|>|https?://|\S+://)")


def docstring(text: str, indent: int = 0) -> str:
    """The text as a triple-quoted literal; lines after the first are indented.

    Empty for an empty text. Long lines are wrapped, except in code blocks and tables.
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
    in_code = False
    for line in (each.rstrip() for each in text.expandtabs(4).splitlines()):
        fence = line.lstrip().startswith("```")
        in_code ^= fence
        if len(line) <= width or fence or in_code or _VERBATIM.match(line):
            wrapped.append(line)
            continue
        margin = " " * (len(line) - len(line.lstrip()))
        wrapped += textwrap.wrap(
            line.strip(),
            width,
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return wrapped


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
