"""Shapes in a schema that mean more than their types: connections, edges, nodes, page info."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    GraphQLArgument,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE_INFO_FIELDS = ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")
COUNT_FIELDS = ("count", "totalCount")

#: The pagination arguments, and the type that each takes.
PAGINATION = {
    "first": "Int",
    "after": "String",
    "last": "Int",
    "before": "String",
    "limit": "Int",
    "offset": "Int",
}


@dataclass(frozen=True, slots=True)
class Connection:
    """A Relay connection: the names of its edge type and of the GraphQL type of its nodes."""

    name: str
    edge: str
    node: GraphQLNamedType


@dataclass(frozen=True, slots=True)
class Shapes:
    """What was recognised, by the names of the types."""

    page_info: str | None
    connections: Mapping[str, Connection]
    edges: Mapping[str, Connection]

    def is_page_part(self, name: str) -> bool:
        """Whether the type is a connection, an edge or the page info."""
        return name in self.connections or name in self.edges or name == self.page_info


def recognise(schema: GraphQLSchema) -> Shapes:
    """The connections of a schema and what belongs to them."""
    page_info = schema.type_map.get("PageInfo")
    if not isinstance(page_info, GraphQLObjectType):
        return Shapes(None, {}, {})
    if sorted(page_info.fields) != sorted(PAGE_INFO_FIELDS):
        return Shapes(None, {}, {})
    connections: dict[str, Connection] = {}
    for name, kind in sorted(schema.type_map.items()):
        if name.endswith("Connection") and isinstance(kind, GraphQLObjectType):
            connection = _connection(kind)
            if connection is not None:
                connections[name] = connection
    edges = {connection.edge: connection for connection in connections.values()}
    return Shapes("PageInfo", connections, edges)


def is_node(kind: GraphQLNamedType) -> bool:
    """Whether the type is Node, implements it, or is a union with such a member."""
    if isinstance(kind, GraphQLUnionType):
        return any(is_node(member) for member in kind.types)
    if isinstance(kind, GraphQLInterfaceType) and kind.name == "Node":
        return True
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return any(parent.name == "Node" for parent in kind.interfaces)
    return False


def pagination_fits(name: str, argument: GraphQLArgument) -> bool:
    """Whether a pagination argument has the type that it needs; any other argument fits."""
    kind = argument.type
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return name not in PAGINATION or str(bare) == PAGINATION[name]


def list_item(kind: GraphQLOutputType) -> GraphQLOutputType | None:
    """The item type of a list, nullable or not; None for anything else."""
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    return kind.of_type if isinstance(kind, GraphQLList) else None


def _connection(kind: GraphQLObjectType) -> Connection | None:
    page_info, edges = kind.fields.get("pageInfo"), kind.fields.get("edges")
    if page_info is None or edges is None or get_named_type(page_info.type).name != "PageInfo":
        return None
    if page_info.args or edges.args or list_item(page_info.type) is not None:
        return None
    edge = get_named_type(edges.type)
    item = list_item(edges.type)
    if item is None or list_item(item) is not None or not isinstance(edge, GraphQLObjectType):
        return None
    cursor, node = edge.fields.get("cursor"), edge.fields.get("node")
    if cursor is None or node is None or cursor.args or node.args:
        return None
    if list_item(node.type) is not None or get_named_type(cursor.type).name != "String":
        return None
    return Connection(kind.name, edge.name, get_named_type(node.type))
