"""Which fields of an object type are data, and which have a resolver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    FieldDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_directive_values,
    get_named_type,
)

from graphwright.ir.shapes import COUNT_FIELDS, Shapes, is_node
from graphwright.sdl.vocabulary import DATA, RESOLVER

if TYPE_CHECKING:
    from collections.abc import Mapping


def data_fields(
    kind: GraphQLObjectType, schema: GraphQLSchema, shapes: Shapes
) -> Mapping[str, GraphQLField]:
    """The fields that an instance of the type holds itself."""
    if is_root(kind, schema):
        return {}
    return {
        name: field for name, field in kind.fields.items() if _is_data(kind, name, field, shapes)
    }


def is_root(kind: GraphQLObjectType, schema: GraphQLSchema) -> bool:
    """Whether operations begin at the type."""
    return kind in (schema.query_type, schema.mutation_type, schema.subscription_type)


def is_batched(field: GraphQLField, schema: GraphQLSchema) -> bool:
    """Whether the resolver of a field below the root gets all parents at once."""
    directive = schema.get_directive(RESOLVER)
    if directive is None or field.ast_node is None:
        return True
    values = get_directive_values(directive, field.ast_node) or {}
    return values.get("batch") is not False


def has_directive(node: FieldDefinitionNode | None, name: str) -> bool:
    """Whether the directive stands on the field."""
    return node is not None and any(each.name.value == name for each in node.directives)


def _is_data(kind: GraphQLObjectType, name: str, field: GraphQLField, shapes: Shapes) -> bool:
    if has_directive(field.ast_node, RESOLVER):
        return False
    if has_directive(field.ast_node, DATA):
        return True
    if field.args:
        return False
    if kind.name in shapes.connections and name in {"edges", "nodes", "pageInfo", *COUNT_FIELDS}:
        return True
    if kind.name in shapes.edges and name == "node":
        return True
    target = get_named_type(field.type)
    return not is_node(target) and target.name not in shapes.connections
