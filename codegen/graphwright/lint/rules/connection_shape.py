"""connection-shape: a connection lacks its edges or its page info."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.type_ref import TypeRef
from graphwright.lint.finding import Finding
from graphwright.lint.relay import PAGE_INFO, connections, edge_of
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.shape import Shape
    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for connection in connections(subject):
        yield from _edges(subject, connection)
        yield from _page_info(connection)


def _edges(subject: Subject, connection: Shape) -> Iterator[Finding]:
    field = connection.fields.get("edges")
    if field is None:
        message = f"Connection '{connection.name}' has no field 'edges'."
        yield Finding.at(connection.first.name, message)
        return
    given = TypeRef.of(field.type)
    if given.depth != 1 or edge_of(subject, connection) is None:
        message = f"'{connection.name}.edges' must be a list of edges, not '{given}'."
        yield Finding.at(field.name, message)


def _page_info(connection: Shape) -> Iterator[Finding]:
    field = connection.fields.get("pageInfo")
    if field is None:
        message = f"Connection '{connection.name}' has no field 'pageInfo'."
        yield Finding.at(connection.first.name, message)
    elif str(TypeRef.of(field.type)) != f"{PAGE_INFO}!":
        message = f"'{connection.name}.pageInfo' must be '{PAGE_INFO}!'."
        yield Finding.at(field.name, message)


CONNECTION_SHAPE = Rule(
    name="connection-shape",
    severity=Severity.ERROR,
    asks="Connections have edges, a list of edge objects, and pageInfo: PageInfo!.",
    find=_find,
)
