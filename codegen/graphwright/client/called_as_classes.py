"""Schema and variables in which enums and inputs are called as their classes in Python.

The generator of models calls a class as the schema calls the type; what is sent to the server
keeps the names of the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    DocumentNode,
    GraphQLSchema,
    ListTypeNode,
    NamedTypeNode,
    NameNode,
    NonNullTypeNode,
    TypeNode,
    VariableDefinitionNode,
    build_ast_schema,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def schema_in_python(
    document: DocumentNode, schema: GraphQLSchema, classes: Mapping[str, str]
) -> GraphQLSchema:
    """The document's schema with the names of the classes; `schema` itself if they are the same."""
    renamed = {name: python for name, python in classes.items() if python != name}
    if not renamed:
        return schema
    own = build_ast_schema(document, assume_valid=True, assume_valid_sdl=True)
    for name, python in renamed.items():
        own.type_map[name].name = python
    own.type_map = {kind.name: kind for kind in own.type_map.values()}
    return own


def in_python(
    variables: Iterable[VariableDefinitionNode], classes: Mapping[str, str]
) -> tuple[VariableDefinitionNode, ...]:
    """The variables with the classes as their types."""
    return tuple(
        VariableDefinitionNode(
            variable=node.variable,
            type=_type_in_python(node.type, classes),
            default_value=node.default_value,
            directives=(),
        )
        for node in variables
    )


def _type_in_python(node: TypeNode, classes: Mapping[str, str]) -> TypeNode:
    if isinstance(node, NamedTypeNode):
        name = node.name.value
        return NamedTypeNode(name=NameNode(value=classes.get(name, name)))
    assert isinstance(node, ListTypeNode | NonNullTypeNode)
    return type(node)(type=_type_in_python(node.type, classes))
