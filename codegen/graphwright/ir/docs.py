"""Docstrings from descriptions and from the directives that tell something to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from graphql import DirectiveNode, ListValueNode, Node, StringValueNode, ValueNode, print_ast

from graphwright.sdl.vocabulary import AUTH, SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_LINE = 80


class Described(Protocol):
    """A part of a schema with a description and a place in the SDL."""

    @property
    def description(self) -> str | None:
        """The description in the SDL."""

    @property
    def ast_node(self) -> Node | None:
        """The definition in the SDL."""


def doc_of(element: Described, deprecation: str | None = None) -> str:
    """The description, then since when, for whom and whether deprecated; empty without any."""
    text = (element.description or "").strip()
    notes = " ".join(_notes(element, deprecation))
    if not text or not notes:
        return text or notes
    one_line = "\n" not in text and text.endswith(".") and len(text) + len(notes) < _ONE_LINE
    return f"{text} {notes}" if one_line else f"{text}\n\n{notes}"


def _notes(element: Described, deprecation: str | None) -> Iterator[str]:
    directives: tuple[DirectiveNode, ...] = getattr(element.ast_node, "directives", ())
    for directive in directives:
        values = {argument.name.value: argument.value for argument in directive.arguments}
        if directive.name.value == SINCE and "version" in values:
            yield f"Since {_text(values['version'])}."
        elif directive.name.value == AUTH and "requires" in values:
            yield f"Requires {_text(values['requires'])}."
    if deprecation is not None:
        yield f"Deprecated: {deprecation.rstrip('.')}."


def _text(value: ValueNode) -> str:
    if isinstance(value, StringValueNode):
        return value.value
    if isinstance(value, ListValueNode):
        return ", ".join(_text(item) for item in value.values)
    return print_ast(value)
