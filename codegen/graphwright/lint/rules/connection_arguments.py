"""connection-arguments: a field that gives a connection does not take the arguments of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.type_ref import TypeRef
from graphwright.lint.finding import Finding
from graphwright.lint.relay import is_connection, is_cursor
from graphwright.lint.rule import Rule, Severity
from graphwright.sdl.definitions import named_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from graphql import FieldDefinitionNode

    from graphwright.lint.subject import Subject

_PAIRS = (("first", "after"), ("last", "before"))
_SIZES = ("first", "last", "limit", "offset")
_CURSORS = ("after", "before")


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, _, field in subject.fields:
        if not is_connection(subject.types.get(named_type(field.type).name.value)):
            continue
        arguments = {argument.name.value: argument for argument in field.arguments}
        yield from _pairs(coordinate, field, arguments.keys())
        for name, argument in arguments.items():
            given = TypeRef.of(argument.type)
            if name in _SIZES and (given.name != "Int" or given.depth):
                message = f"Argument '{coordinate}({name}:)' must be 'Int', not '{given}'."
                yield Finding.at(argument.name, message)
            elif name in _CURSORS and not is_cursor(subject, given):
                message = f"Argument '{coordinate}({name}:)' must be a string, not '{given}'."
                yield Finding.at(argument.name, message)


def _pairs(coordinate: str, field: FieldDefinitionNode, names: Set[str]) -> Iterator[Finding]:
    if not any(names >= set(pair) for pair in _PAIRS):
        message = f"Field '{coordinate}' gives a connection, but takes no arguments of a page."
        hint = "Add 'first' and 'after', or 'last' and 'before'."
        yield Finding.at(field.name, message, hint)
        return
    for pair in (*_PAIRS, ("limit", "offset")):
        for name, other in (pair, pair[::-1]):
            # A size alone can be asked for: it gives the first page.
            if name in names and other not in names and name != "limit":
                message = f"Field '{coordinate}' takes '{name}' without '{other}'."
                yield Finding.at(field.name, message)


CONNECTION_ARGUMENTS = Rule(
    name="connection-arguments",
    severity=Severity.ERROR,
    asks="Fields that give a connection take first and after, or last and before, as Relay types them.",
    find=_find,
)
