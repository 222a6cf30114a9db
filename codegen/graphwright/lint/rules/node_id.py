"""node-id: a node has no id: ID!."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.type_ref import TypeRef
from graphwright.lint.finding import Finding
from graphwright.lint.relay import NODE, edges, node_interface
from graphwright.lint.rule import Rule, Severity
from graphwright.lint.shape import COMPOSITE, Shape
from graphwright.sdl.definitions import Kind, named_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    interface = node_interface(subject)
    if interface is None:
        return
    for shape in subject.of_kind(*COMPOSITE):
        if shape is interface or NODE in shape.interfaces:
            yield from _id(shape)
    told: set[str] = set()
    for edge in edges(subject):
        field = edge.fields.get("node")
        name = named_type(field.type).name.value if field else ""
        node = subject.types.get(name)
        if node and node.kind is Kind.OBJECT and name not in told | {NODE}:
            told.add(name)
            if NODE not in node.interfaces:
                message = (
                    f"Type '{name}' is the node of '{edge.name}', but does not implement '{NODE}'."
                )
                yield Finding.at(node.first.name, message)


def _id(shape: Shape) -> Iterator[Finding]:
    field = shape.fields.get("id")
    if field is None:
        yield Finding.at(shape.first.name, f"Node '{shape.name}' has no field 'id'.")
    elif str(TypeRef.of(field.type)) != "ID!" or field.arguments:
        message = f"'{shape.name}.id' must be 'ID!', without arguments."
        yield Finding.at(field.name, message)


NODE_ID = Rule(
    name="node-id",
    severity=Severity.ERROR,
    asks="Nodes have a field id: ID!; the nodes of edges are nodes where there is a Node interface.",
    find=_find,
)
