"""Fields of the answer, collected from selection sets."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    TypeNameMetaFieldDef,
    is_abstract_type,
)
from graphql.language import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from graphwright.runtime.selection import CompiledNodes

from .arguments import Arguments
from .conditions import is_included
from .positions import Field, Position, Shape
from .sources import source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_type_from_ast: Any = import_module("graphql.utilities").type_from_ast


@dataclass(frozen=True, slots=True)
class Planner:
    """Builds the shapes of an operation, each when it is first needed.

    Which object types stand behind an interface is known only from data, and fragments can name
    far more fields than any data has, so nothing is planned ahead.
    """

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    conditions: Mapping[str, bool]
    field_resolver: Callable[..., Any] | None = None

    def root(self, root_type: GraphQLObjectType) -> Shape:
        """The fields of the operation itself."""
        return self._shape(root_type, None, [self.operation.selection_set])

    def shape(self, position: Position, object_type: GraphQLObjectType) -> Shape:
        """The fields of an object of this type at a position."""
        shape = position.shapes.get(object_type.name)
        if shape is None:
            selected = [node.selection_set for node in position.field.nodes if node.selection_set]
            shape = self._shape(object_type, position, selected)
            position.shapes[object_type.name] = shape
        return shape

    def _shape(
        self,
        object_type: GraphQLObjectType,
        position: Position | None,
        selected: list[SelectionSetNode],
    ) -> Shape:
        groups: dict[str, list[FieldNode]] = {}
        visited: set[str] = set()
        for selection_set in selected:
            self._collect(object_type, selection_set, groups, visited)
        fields: list[Field] = []
        for key, nodes in groups.items():
            definition = self._definition(object_type, nodes[0].name.value)
            if definition is not None:  # otherwise the document was not validated
                compiled = CompiledNodes(nodes, self.conditions)
                field = Field(key, compiled, definition, object_type, position)
                field.source = source_of(definition, self.field_resolver)
                field.arguments = Arguments(definition, nodes[0])
                fields.append(field)
        return Shape(object_type, position, tuple(fields))

    def _collect(
        self,
        object_type: GraphQLObjectType,
        selection_set: SelectionSetNode,
        groups: dict[str, list[FieldNode]],
        visited: set[str],
    ) -> None:
        for selection in selection_set.selections:
            if not is_included(selection, self.conditions):
                continue
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                groups.setdefault(key, []).append(selection)
            elif isinstance(selection, InlineFragmentNode):
                if self._applies(selection, object_type):
                    self._collect(object_type, selection.selection_set, groups, visited)
            elif isinstance(selection, FragmentSpreadNode):
                name = selection.name.value
                fragment = self.fragments.get(name)
                if name not in visited and fragment and self._applies(fragment, object_type):
                    visited.add(name)
                    self._collect(object_type, fragment.selection_set, groups, visited)

    def _applies(
        self, fragment: InlineFragmentNode | FragmentDefinitionNode, object_type: GraphQLObjectType
    ) -> bool:
        untyped: Any = fragment
        if untyped.type_condition is None:
            return True
        condition: Any = _type_from_ast(self.schema, untyped.type_condition)
        return condition is object_type or (
            is_abstract_type(condition) and self.schema.is_sub_type(condition, object_type)
        )

    def _definition(self, object_type: GraphQLObjectType, name: str) -> GraphQLField | None:
        if name == "__typename":
            return TypeNameMetaFieldDef
        if object_type is self.schema.query_type:
            meta = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}.get(name)
            if meta is not None:
                return meta
        definition: GraphQLField | None = object_type.fields.get(name)
        return definition
