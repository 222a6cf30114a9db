"""The part of a schema that operations reach: all that a client is made from.

A field that no operation selects, or a description that comes out nowhere, can change without the
client. So the client is made from this part, and need not be made again while it is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableDefinitionNode,
)

from graphwright.client.selections import named_type
from graphwright.sdl.definitions import named_type as named_node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphql import DefinitionNode, DirectiveNode


class Reach:
    """The types that operations reach, and the fields that they select, by name.

    Operations that the schema does not accept reach as much as can be told.
    """

    def __init__(self, schema: GraphQLSchema, definitions: Iterable[DefinitionNode]) -> None:
        """Follows the operations and fragments."""
        self.schema = schema
        self.types: dict[str, GraphQLNamedType] = {}
        self.fields: dict[str, set[str]] = {}
        self.directives: set[str] = set()
        self.roots: dict[OperationType, str] = {}
        for node in definitions:
            if isinstance(node, OperationDefinitionNode):
                self._operation(node)
            elif isinstance(node, FragmentDefinitionNode):
                self._directives(node.directives)
                self._below(node.selection_set, schema.get_type(node.type_condition.name.value))
        self._pass_down()

    def _operation(self, node: OperationDefinitionNode) -> None:
        root = self.schema.get_root_type(node.operation)
        if root is not None:
            self.roots[node.operation] = root.name
        self._directives(node.directives)
        for variable in node.variable_definitions:
            self._variable(variable)
        self._below(node.selection_set, root)

    def _variable(self, node: VariableDefinitionNode) -> None:
        self._directives(node.directives)
        self._add(self.schema.get_type(named_node(node.type).name.value))

    def _below(self, selections: SelectionSetNode, parent: GraphQLNamedType | None) -> None:
        """What selections on a type reach."""
        self._add(parent)
        for node in selections.selections:
            assert isinstance(node, FieldNode | FragmentSpreadNode | InlineFragmentNode)
            self._directives(node.directives)
            if isinstance(node, FieldNode):
                self._field(node, parent)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                inner = self.schema.get_type(condition.name.value) if condition else parent
                self._below(node.selection_set, inner)

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> None:
        name = node.name.value
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return
        if name not in parent.fields:
            return
        self._select(parent, name)
        if node.selection_set is not None:
            self._below(node.selection_set, named_type(parent.fields[name].type))

    def _select(self, parent: GraphQLObjectType | GraphQLInterfaceType, name: str) -> None:
        self.fields[parent.name].add(name)
        field = parent.fields[name]
        self._add(named_type(field.type))
        for argument in field.args.values():
            self._add(named_type(argument.type))

    def _directives(self, nodes: Iterable[DirectiveNode] | None) -> None:
        for node in nodes or ():
            directive = self.schema.get_directive(node.name.value)
            if directive is not None and directive.name not in self.directives:
                self.directives.add(directive.name)
                for argument in directive.args.values():
                    self._add(named_type(argument.type))

    def _add(self, kind: GraphQLNamedType | None) -> None:
        """Count a type in, with the types that it cannot be without."""
        if kind is None or kind.name in self.types or kind.name.startswith("__"):
            return
        self.types[kind.name] = kind
        self.fields[kind.name] = set()
        if isinstance(kind, GraphQLInputObjectType):
            for field in kind.fields.values():
                self._add(named_type(field.type))
        elif isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            for possible in self.schema.get_possible_types(kind):
                self._add(possible)

    def _pass_down(self) -> None:
        """What is selected of an interface, each type that implements it is asked for too."""
        changed = True
        while changed:
            before = sum(map(len, self.fields.values()))
            for kind in [*self.types.values()]:
                if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
                    for above in kind.interfaces:
                        for name in self.fields.get(above.name, set()) & kind.fields.keys():
                            self._select(kind, name)
            changed = before != sum(map(len, self.fields.values()))
