"""Pass: connections, edges and the page info, with what a page of rows fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLObjectType

from graphwright.ir.expressions import Code, Text, TypeExpr
from graphwright.ir.model import Field, ObjectClass, PageClass, PageField
from graphwright.ir.objects import object_class
from graphwright.ir.shapes import COUNT_FIELDS, PAGE_INFO_FIELDS, Connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.ir.context import Context

_FROM_PAGE = {
    "hasNextPage": "page.has_next_page",
    "hasPreviousPage": "page.has_previous_page",
    "startCursor": "page.start_cursor",
    "endCursor": "page.end_cursor",
    "nodes": "page.nodes",
    **dict.fromkeys(COUNT_FIELDS, "page.count"),
}


def build_pages(context: Context) -> tuple[PageClass, ...]:
    """Every class of a page, by GraphQL name."""
    return tuple(
        _page_class(kind, context)
        for kind in context.types(GraphQLObjectType)
        if context.shapes.is_page_part(kind.name)
    )


def _page_class(kind: GraphQLObjectType, context: Context) -> PageClass:
    data = object_class(kind, context)
    if kind.name == context.shapes.page_info:
        filled = [field for field in data.fields if field.graphql_name in PAGE_INFO_FIELDS]
        values = tuple(_plain(field) for field in filled)
        return PageClass(data, None, values, ())
    connection = context.shapes.connections.get(kind.name)
    if connection is None or not _is_plain_edge(connection, context):
        return PageClass(data, None, (), ())
    values = tuple(_connection_fields(data, connection, context))
    names = {value.name for value in values}
    extra = tuple(field for field in data.fields if field.name not in names)
    return PageClass(data, _node_type(connection, context), values, extra)


def _connection_fields(
    data: ObjectClass, connection: Connection, context: Context
) -> Iterator[PageField]:
    for field in data.fields:
        if field.graphql_name == "pageInfo":
            yield PageField(field.name, (context.classes["PageInfo"], Text(".from_page(page)")))
        elif field.graphql_name == "edges":
            yield PageField(field.name, _edges(connection, context))
        elif field.graphql_name in _FROM_PAGE:
            yield _plain(field)


def _edges(connection: Connection, context: Context) -> Code:
    edge = object_class(_edge_type(connection, context), context)
    if all(field.name == field.graphql_name for field in edge.fields):
        return (Text("page.edges_as("), edge.symbol, Text(")"))
    values = ", ".join(f"{field.name}=edge.{field.graphql_name}" for field in edge.fields)
    return (Text("["), edge.symbol, Text(f"({values}) for edge in page.edges]"))


def _plain(field: Field) -> PageField:
    return PageField(field.name, (Text(_FROM_PAGE[field.graphql_name]),))


def _is_plain_edge(connection: Connection, context: Context) -> bool:
    """Whether an edge holds its cursor and its node and nothing else."""
    edge = _edge_type(connection, context)
    return set(context.data_fields(edge)) == {"cursor", "node"}


def _node_type(connection: Connection, context: Context) -> TypeExpr:
    edge = _edge_type(connection, context)
    return context.required_type_of(edge.fields["node"].type)


def _edge_type(connection: Connection, context: Context) -> GraphQLObjectType:
    edge = context.schema.type_map[connection.edge]
    if not isinstance(edge, GraphQLObjectType):
        raise TypeError(f"{connection.edge} is no object type")
    return edge
