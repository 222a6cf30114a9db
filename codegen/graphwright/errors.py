"""Errors of the generator, and the diagnostics that they carry.

GraphwrightError                what a user can mend: a message and exit code 1
├── DiagnosticsError            one or more mistakes, each with a place in a file
└── FormatError                 the formatter refused text that graphwright rendered

Codes are stable. The hundreds say who found the mistake; the tables stand beside the checks:

GW0xx   config.py               pyproject.toml
GW1xx   sdl/parse.py            files and syntax
GW2xx   sdl/rules.py            the SDL document
GW3xx   sdl/schema.py           the schema as a whole
GW4xx   ir/check.py             what graphwright needs on top of GraphQL
GW45x   models/bind.py          own classes for GraphQL types
GW46x   plugins/hooks.py        plugins, and templates of the project
GW5xx   client/                 operations of the client
GW55x   explain/operation.py    the operation that is explained
GW6xx   diff/, elements/        changes of the schema, and what they are told of
GW7xx   lint/                   settings of the lint; what it finds is named by its rules
GW8xx   scaffold/               the modules of the bindings
GW9xx   docs/                   settings of the reference pages
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphql import Node


class GraphwrightError(Exception):
    """A mistake of the user's that stops a command: message, then exit code 1."""


class FormatError(GraphwrightError):
    """The formatter refused a rendered file."""


class DerivedSource(Source):
    """SDL that stands in no file: its name is that of what it was made from."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One mistake with its place; `path` is relative to the directory of the config file.

    `line` and `column` count from 1; they are 0 in what stands in no file. `source_line` is the
    text of that line, for the caret.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    source_line: str = ""

    @classmethod
    def at_node(cls, node: Node, code: str, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic at the first character of an AST node."""
        if node.loc is None:
            raise ValueError("the node was parsed without locations")
        return cls.at_offset(node.loc.source, node.loc.start, code, message, hint)

    @classmethod
    def at_offset(
        cls, source: Source, offset: int, code: str, message: str, hint: str = ""
    ) -> Diagnostic:
        """A diagnostic at a character of a source."""
        place = source.get_location(offset)
        lines = source.body.splitlines()
        text = lines[place.line - 1] if place.line <= len(lines) else ""
        if isinstance(source, DerivedSource):
            return cls(source.name, 0, 0, code, message, hint, text.strip())
        return cls(source.name, place.line, place.column, code, message, hint, text)

    def __str__(self) -> str:
        """`path:line:col: CODE sentence hint`, then the line with a caret below the place."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        head = f"{place}: {self.code} {self.message}"
        if self.hint:
            head = f"{head} {self.hint}"
        if not self.source_line.strip():
            return head
        if not self.line:
            return f"{head}\n  | {self.source_line}"
        before = self.source_line[: self.column - 1]
        indent = "".join("\t" if character == "\t" else " " for character in before)
        gutter = f"{self.line} |"
        bar = "|".rjust(len(gutter))
        return f"{head}\n  {gutter} {self.source_line}\n  {bar} {indent}^"


class DiagnosticsError(GraphwrightError):
    """Every mistake that one run found, sorted by place, each once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


def place_of(source: Source, offset: int) -> str:
    """`path:line:col` of a character; the path alone of what stands in no file."""
    if isinstance(source, DerivedSource):
        return source.name
    place = source.get_location(offset)
    return f"{source.name}:{place.line}:{place.column}"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`Did you mean 'x'?` with up to three known names near `name`; empty when none is near."""
    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.7)
    if not near:
        return ""
    quoted = [f"'{candidate}'" for candidate in near]
    if len(quoted) == 1:
        return f"Did you mean {quoted[0]}?"
    return f"Did you mean {', '.join(quoted[:-1])} or {quoted[-1]}?"
