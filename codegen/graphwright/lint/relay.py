"""Connections, edges and nodes of Relay, told by their names and shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import FieldDefinitionNode, specified_scalar_types

from graphwright.elements.type_ref import TypeRef
from graphwright.lint.shape import COMPOSITE, Shape
from graphwright.sdl.definitions import Kind, named_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject

NODE = "Node"
PAGE_INFO = "PageInfo"

_CONNECTION = "Connection"


def connections(subject: Subject) -> Iterator[Shape]:
    """Types that are connections by their name or their shape."""
    for shape in subject.of_kind(*COMPOSITE):
        if is_connection(shape):
            yield shape


def is_connection(shape: Shape | None) -> bool:
    """Whether the type is named as a connection or has edges and a page info."""
    if shape is None or shape.kind not in COMPOSITE:
        return False
    return is_named_connection(shape) or {"edges", "pageInfo"} <= shape.fields.keys()


def is_named_connection(shape: Shape) -> bool:
    """Whether the name says that the type is a connection."""
    return shape.name.endswith(_CONNECTION) and shape.name != _CONNECTION


def edge_of(subject: Subject, connection: Shape) -> Shape | None:
    """The type of the edges, None if there is no composite type."""
    edges = connection.fields.get("edges")
    shape = subject.types.get(named_type(edges.type).name.value) if edges else None
    return shape if shape and shape.kind in COMPOSITE else None


def edges(subject: Subject) -> Iterator[Shape]:
    """The types of the edges of all connections, each once."""
    found = {
        edge.name: edge
        for connection in connections(subject)
        if (edge := edge_of(subject, connection))
    }
    return iter(found.values())


def type_of(field: FieldDefinitionNode | None) -> TypeRef | None:
    """The type that the field gives, None without a field."""
    return TypeRef.of(field.type) if field else None


def is_cursor(subject: Subject, type_ref: TypeRef) -> bool:
    """Whether values of the type can be cursors: strings, ids, or those of a scalar of the schema."""
    if type_ref.depth:
        return False
    if type_ref.name in specified_scalar_types:
        return type_ref.name in {"String", "ID"}
    shape = subject.types.get(type_ref.name)
    return shape is None or shape.kind is Kind.SCALAR


def node_interface(subject: Subject) -> Shape | None:
    """The interface of all nodes, None if the schema has none."""
    shape = subject.types.get(NODE)
    return shape if shape and shape.kind is Kind.INTERFACE else None


def is_node(subject: Subject, name: str) -> bool:
    """Whether objects of the type have an id of their own."""
    shape = subject.types.get(name)
    if shape is None:
        return False
    if shape.kind is Kind.UNION:
        return any(is_node(subject, member) for member in shape.members)
    if name == NODE or NODE in shape.interfaces:
        return True
    return str(type_of(shape.fields.get("id"))) == "ID!"
