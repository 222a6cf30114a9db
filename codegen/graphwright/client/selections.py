"""Questions about selections that need the schema."""

from __future__ import annotations

from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    GraphQLUnionType,
    InlineFragmentNode,
    NamedTypeNode,
    OperationDefinitionNode,
)

TYPENAME = "__typename"


def root_type(schema: GraphQLSchema, operation: OperationDefinitionNode) -> GraphQLObjectType:
    """The type that the selection of an operation is on."""
    root = schema.get_root_type(operation.operation)
    assert root is not None, "validation found the root type"
    return root


def definition_type(
    schema: GraphQLSchema, definition: OperationDefinitionNode | FragmentDefinitionNode
) -> GraphQLCompositeType:
    """The type that the selection of an operation or a fragment is on."""
    if isinstance(definition, OperationDefinitionNode):
        return root_type(schema, definition)
    return composite_type(schema, definition.type_condition.name.value)


def composite_type(schema: GraphQLSchema, name: str) -> GraphQLCompositeType:
    """The object, interface or union type of this name."""
    named = schema.type_map[name]
    assert isinstance(named, (GraphQLObjectType, GraphQLInterfaceType, GraphQLUnionType))
    return named


def named_type(wrapped: Any) -> GraphQLNamedType:
    """A type without the list and non-null around it."""
    while (inner := getattr(wrapped, "of_type", None)) is not None:
        wrapped = inner
    assert isinstance(wrapped, GraphQLNamedType)
    return wrapped


def named_field_type(parent: GraphQLCompositeType, node: FieldNode) -> GraphQLNamedType:
    """The type of a field that is selected on `parent`, without list and non-null."""
    if node.name.value == TYPENAME:
        return GraphQLString
    assert not isinstance(parent, GraphQLUnionType), "validation allows only __typename on a union"
    return named_type(parent.fields[node.name.value].type)


def response_name(node: FieldNode) -> str:
    """The key of a field in the answer."""
    return node.alias.value if node.alias else node.name.value


def is_conditional(node: FieldNode | FragmentSpreadNode | InlineFragmentNode) -> bool:
    """Whether `@skip` or `@include` may leave the selection out."""
    return any(directive.name.value in {"skip", "include"} for directive in node.directives or ())


def fragment_applies(
    schema: GraphQLSchema, type_condition: NamedTypeNode | None, parent: GraphQLCompositeType
) -> bool:
    """Whether a fragment selects for every object of type `parent`.

    Below an abstract parent only its own fields count: those of its objects come type by type.
    """
    if type_condition is None or type_condition.name.value == parent.name:
        return True
    condition = composite_type(schema, type_condition.name.value)
    if isinstance(condition, GraphQLObjectType):
        return False
    if isinstance(parent, GraphQLObjectType):
        return schema.is_sub_type(condition, parent)
    return isinstance(parent, GraphQLInterfaceType) and condition in parent.interfaces


def possible_types(
    schema: GraphQLSchema, named: GraphQLCompositeType
) -> tuple[GraphQLObjectType, ...]:
    """The object types that a composite type stands for, sorted by name."""
    if isinstance(named, GraphQLObjectType):
        return (named,)
    return tuple(sorted(schema.get_possible_types(named), key=lambda possible: possible.name))
