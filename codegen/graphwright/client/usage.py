"""Types of the schema that the operations need in Python, each with the place that needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    GraphQLCompositeType,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLScalarType,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    is_specified_scalar_type,
)

from graphwright.client.selections import (
    composite_type,
    definition_type,
    named_field_type,
    named_type,
)
from graphwright.sdl.definitions import named_type as named_node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.client.documents import Documents


@dataclass(frozen=True, slots=True)
class Usage:
    """Names of types, each with the first node that needs it."""

    scalars: Mapping[str, Node]
    enums: Mapping[str, Node]
    inputs: Mapping[str, Node]


def find_usage(schema: GraphQLSchema, documents: Documents) -> Usage:
    """The custom scalars, enums and input objects that results and variables are made of."""
    collector = _Collector(schema)
    for definition in documents.definitions:
        if isinstance(definition, OperationDefinitionNode):
            for variable in definition.variable_definitions:
                collector.add_variable(variable)
        collector.add_selected(definition.selection_set, definition_type(schema, definition))
    return Usage(collector.scalars, collector.enums, collector.inputs)


@dataclass(slots=True)
class _Collector:
    schema: GraphQLSchema
    scalars: dict[str, Node] = field(default_factory=dict[str, Node])
    enums: dict[str, Node] = field(default_factory=dict[str, Node])
    inputs: dict[str, Node] = field(default_factory=dict[str, Node])

    def add_variable(self, node: VariableDefinitionNode) -> None:
        self._add(self.schema.type_map[named_node(node.type).name.value], node)

    def add_selected(self, selections: SelectionSetNode, parent: GraphQLCompositeType) -> None:
        """What is selected of a type; introspection is not, which the client has no types for."""
        for node in selections.selections:
            if isinstance(node, FieldNode) and not node.name.value.startswith("__"):
                named = named_field_type(parent, node)
                self._add(named, node)
                if node.selection_set is not None:
                    self.add_selected(node.selection_set, composite_type(self.schema, named.name))
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                self.add_selected(
                    node.selection_set,
                    composite_type(self.schema, condition.name.value) if condition else parent,
                )

    def _add(self, named: GraphQLNamedType, node: Node) -> None:
        if isinstance(named, GraphQLScalarType) and not is_specified_scalar_type(named):
            self.scalars.setdefault(named.name, node)
        elif isinstance(named, GraphQLEnumType):
            self.enums.setdefault(named.name, node)
        elif isinstance(named, GraphQLInputObjectType) and named.name not in self.inputs:
            self.inputs[named.name] = node
            fields: Mapping[str, Any] = named.fields
            for input_field in fields.values():
                self._add(named_type(input_field.type), node)
