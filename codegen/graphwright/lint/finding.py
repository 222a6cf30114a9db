"""What a rule finds: a sentence, its place, and the edits that would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphql import Node


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a file; line and column count from 1."""

    path: str
    line: int
    column: int

    @classmethod
    def of(cls, node: Node) -> Spot:
        """Where the node begins."""
        if node.loc is None:
            raise ValueError("the node was parsed without locations")
        token = node.loc.start_token
        return cls(node.loc.source.name, token.line, token.column)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A range of a file's text, as offsets from its start, and what stands there instead."""

    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault; without edits, only a person can mend it."""

    spot: Spot
    message: str
    hint: str = ""
    edits: tuple[Edit, ...] = ()

    @classmethod
    def at(cls, node: Node, message: str, hint: str = "", edits: tuple[Edit, ...] = ()) -> Finding:
        """The fault at the beginning of an AST node."""
        return cls(Spot.of(node), message, hint, edits)
