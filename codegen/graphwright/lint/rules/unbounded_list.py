"""unbounded-list: a list of nodes has no bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.type_ref import TypeRef
from graphwright.lint.finding import Finding
from graphwright.lint.relay import is_connection, is_node
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql import InputValueDefinitionNode

    from graphwright.lint.subject import Subject

_PAGING = frozenset({"first", "last", "limit"})


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, shape, field in subject.fields:
        given = TypeRef.of(field.type)
        if not given.depth or is_connection(shape) or not is_node(subject, given.name):
            continue
        if not any(map(_bounds, field.arguments)):
            message = f"Field '{coordinate}' gives all its nodes at once, however many there are."
            yield Finding.at(field.name, message, "Give a connection, or take a 'first'.")


def _bounds(argument: InputValueDefinitionNode) -> bool:
    """Whether the argument is the size of a page, or a list that the result goes by."""
    given = TypeRef.of(argument.type)
    return argument.name.value in _PAGING or (given.non_null and given.depth > 0)


UNBOUNDED_LIST = Rule(
    name="unbounded-list",
    severity=Severity.ERROR,
    asks="Lists of nodes are pages, or bounded by an argument.",
    find=_find,
)
