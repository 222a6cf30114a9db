"""Types of the schema that the operations need in Python, each with the place that needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLScalarType,
    GraphQLSchema,
    ListTypeNode,
    NamedTypeNode,
    Node,
    NonNullTypeNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    Visitor,
    is_specified_scalar_type,
    visit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.client.documents import Documents
from graphwright.client.selections import named_type


@dataclass(frozen=True, slots=True)
class Usage:
    """Names of types, each with the first node that needs it."""

    scalars: Mapping[str, Node]
    enums: Mapping[str, Node]
    inputs: Mapping[str, Node]


def find_usage(schema: GraphQLSchema, documents: Documents) -> Usage:
    """The custom scalars, enums and input objects that results and variables are made of."""
    collector = _Collector(schema)
    info = TypeInfo(schema)
    for definition in documents.definitions:
        visit(definition, TypeInfoVisitor(info, _FieldVisitor(info, collector)))
    return Usage(collector.scalars, collector.enums, collector.inputs)


@dataclass(slots=True)
class _Collector:
    schema: GraphQLSchema
    scalars: dict[str, Node] = field(default_factory=dict[str, Node])
    enums: dict[str, Node] = field(default_factory=dict[str, Node])
    inputs: dict[str, Node] = field(default_factory=dict[str, Node])

    def add(self, named: GraphQLNamedType, node: Node) -> None:
        if isinstance(named, GraphQLScalarType) and not is_specified_scalar_type(named):
            self.scalars.setdefault(named.name, node)
        elif isinstance(named, GraphQLEnumType):
            self.enums.setdefault(named.name, node)
        elif isinstance(named, GraphQLInputObjectType) and named.name not in self.inputs:
            self.inputs[named.name] = node
            fields: Mapping[str, Any] = named.fields
            for input_field in fields.values():
                self.add(named_type(input_field.type), node)


class _FieldVisitor(Visitor):
    def __init__(self, info: Any, collector: _Collector) -> None:
        super().__init__()
        self._info = info
        self._collector = collector

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self._collector.add(named_type(self._info.get_type()), node)

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> None:
        type_node = node.type
        while not isinstance(type_node, NamedTypeNode):
            assert isinstance(type_node, (ListTypeNode, NonNullTypeNode))
            type_node = type_node.type
        self._collector.add(self._collector.schema.type_map[type_node.name.value], node)
