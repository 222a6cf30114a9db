"""edge-shape: an edge lacks its node or its cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.type_ref import TypeRef
from graphwright.lint.finding import Finding
from graphwright.lint.relay import edges, is_cursor
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for edge in edges(subject):
        for name in ("cursor", "node"):
            if name not in edge.fields:
                yield Finding.at(edge.first.name, f"Edge '{edge.name}' has no field '{name}'.")
        cursor, node = edge.fields.get("cursor"), edge.fields.get("node")
        if cursor and not is_cursor(subject, TypeRef.of(cursor.type)):
            message = f"'{edge.name}.cursor' must be a string, not '{TypeRef.of(cursor.type)}'."
            yield Finding.at(cursor.name, message)
        if node and TypeRef.of(node.type).depth:
            message = f"'{edge.name}.node' must not be a list: an edge leads to one node."
            yield Finding.at(node.name, message)


EDGE_SHAPE = Rule(
    name="edge-shape",
    severity=Severity.ERROR,
    asks="Edges have a node, which is no list, and a cursor that is a string.",
    find=_find,
)
