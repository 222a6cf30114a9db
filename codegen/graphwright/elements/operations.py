"""Operations of clients, walked along the schema that they were written for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphql import (
    ArgumentNode,
    DirectiveNode,
    EnumValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    Node,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Source,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
)

from graphwright.elements.documents import parse_documents
from graphwright.elements.input_closure import carried
from graphwright.elements.snapshot import InputValue, Place, Snapshot
from graphwright.elements.type_ref import TypeRef
from graphwright.elements.uses import KnownOperations, Use, UseCollector

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def read_operations(schema: Snapshot, sources: Iterable[Source]) -> KnownOperations:
    """What the operations in the sources use of the schema; what it does not know is passed over.

    Raises DiagnosticsError for syntax errors.
    """
    documents = parse_documents(sources, "GW602")
    definitions = [node for document in documents for node in document.definitions]
    fragments = {
        node.name.value: node for node in definitions if isinstance(node, FragmentDefinitionNode)
    }
    collector = UseCollector()
    names: list[str] = []
    for node in definitions:
        if isinstance(node, OperationDefinitionNode):
            names.append(_label(node))
            _OperationWalk(schema, fragments, collector, node).walk()
    return collector.collected(names)


def _label(node: OperationDefinitionNode) -> str:
    return node.name.value if node.name else f"an anonymous {node.operation.value}"


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the walk is: the type selected from, the path in the response, the fragments around."""

    type_name: str
    path: tuple[str, ...]
    fragments: frozenset[str]


class _OperationWalk:
    """Notes every use of one operation, fragments included."""

    def __init__(
        self,
        schema: Snapshot,
        fragments: Mapping[str, FragmentDefinitionNode],
        collector: UseCollector,
        operation: OperationDefinitionNode,
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._collector = collector
        self._operation = operation
        self._label = _label(operation)
        self._variables = {
            node.variable.name.value: TypeRef.of(node.type)
            for node in operation.variable_definitions or ()
        }

    def walk(self) -> None:
        """Note all uses."""
        operation = self._operation
        kind = operation.operation.value
        self._add(f"schema.{kind}", kind, operation)
        for variable in operation.variable_definitions or ():
            self._variable(variable)
        self._directives(operation.directives, kind)
        root = self._schema.roots.get(kind)
        if root is not None:
            spot = _Spot(root.type_name, (), frozenset())
            self._selections(operation.selection_set, spot)

    def _variable(self, node: VariableDefinitionNode) -> None:
        name = f"${node.variable.name.value}"
        type_name = TypeRef.of(node.type).name
        use = Use(self._label, name, _place(node), nullable=True, through_variable=True)
        self._collector.add(type_name, use)
        for coordinate, path in carried(self._schema, type_name):
            self._collector.add(coordinate, replace(use, path=f"{name}{path}"))
        if node.default_value is not None:
            self._value(type_name, node.default_value, (name,))
        self._directives(node.directives or (), name)

    def _selections(self, node: SelectionSetNode, spot: _Spot) -> None:
        self._add(spot.type_name, ".".join(spot.path) or self._operation.operation.value, node)
        for selection in node.selections:
            path = ".".join(spot.path) or self._operation.operation.value
            if isinstance(selection, FieldNode):
                self._field(selection, spot)
                continue
            self._directives(selection.directives, path)
            if isinstance(selection, InlineFragmentNode):
                named = selection.type_condition
                condition = named.name.value if named else spot.type_name
                self._condition(condition, selection, spot)
                self._selections(selection.selection_set, replace(spot, type_name=condition))
            elif isinstance(selection, FragmentSpreadNode):
                self._spread(selection, spot)

    def _spread(self, node: FragmentSpreadNode, spot: _Spot) -> None:
        name = node.name.value
        fragment = self._fragments.get(name)
        if fragment is None or name in spot.fragments:
            return
        condition = fragment.type_condition.name.value
        self._condition(condition, node, spot)
        self._directives(fragment.directives, ".".join(spot.path))
        inside = _Spot(condition, spot.path, spot.fragments | {name})
        self._selections(fragment.selection_set, inside)

    def _condition(self, condition: str, node: Node, spot: _Spot) -> None:
        if condition == spot.type_name:
            return
        path = f"{'.'.join(spot.path)} ... on {condition}".lstrip()
        self._add(condition, path, node)
        for coordinate in (
            f"{spot.type_name} | {condition}",
            f"{condition} implements {spot.type_name}",
            f"{spot.type_name} implements {condition}",
        ):
            self._add(coordinate, path, node)

    def _field(self, node: FieldNode, spot: _Spot) -> None:
        key = node.alias.value if node.alias else node.name.value
        path = (*spot.path, key)
        written = ".".join(path)
        self._directives(node.directives, written)
        definition = self._schema.types.get(spot.type_name)
        field = definition.fields.get(node.name.value) if definition else None
        if field is None:
            return
        given = frozenset(argument.name.value for argument in node.arguments)
        self._add(field.coordinate, written, node, given)
        self._arguments(node.arguments, field.arguments, written)
        if node.selection_set:
            inside = _Spot(field.type.name, path, spot.fragments)
            self._selections(node.selection_set, inside)

    def _directives(self, nodes: Iterable[DirectiveNode], path: str) -> None:
        for node in nodes:
            name = node.name.value
            given = frozenset(argument.name.value for argument in node.arguments)
            self._add(f"@{name}", f"{path} @{name}", node, given)
            definition = self._schema.directives.get(name)
            if definition is not None:
                self._arguments(node.arguments, definition.arguments, f"{path} @{name}")

    def _arguments(
        self, nodes: Iterable[ArgumentNode], known: Mapping[str, InputValue], path: str
    ) -> None:
        for node in nodes:
            argument = known.get(node.name.value)
            if argument is not None:
                self._given(argument, node.value, (path, argument.name))

    def _given(self, element: InputValue, value: ValueNode, where: tuple[str, ...]) -> None:
        self._add(element.coordinate, _written(where), value, nullable=self._may_be_null(value))
        self._value(element.type.name, value, where)

    def _value(self, type_name: str, node: ValueNode, where: tuple[str, ...]) -> None:
        if isinstance(node, ListValueNode):
            for value in node.values:
                self._value(type_name, value, where)
        elif isinstance(node, EnumValueNode):
            self._add(f"{type_name}.{node.value}", _written(where), node)
        elif isinstance(node, ObjectValueNode):
            given = frozenset(field.name.value for field in node.fields)
            self._add(type_name, _written(where), node, given)
            definition = self._schema.types.get(type_name)
            for field in node.fields if definition else ():
                element = definition.input_fields.get(field.name.value) if definition else None
                if element is not None:
                    self._given(element, field.value, (*where, element.name))

    def _may_be_null(self, node: ValueNode) -> bool:
        if isinstance(node, ListValueNode):
            return any(self._may_be_null(value) for value in node.values)
        if isinstance(node, VariableNode):
            type_ref = self._variables.get(node.name.value)
            return type_ref is None or not all(type_ref.non_nulls)
        return isinstance(node, NullValueNode)

    def _add(
        self,
        coordinate: str,
        path: str,
        node: Node,
        given: frozenset[str] = frozenset(),
        *,
        nullable: bool = False,
    ) -> None:
        use = Use(self._label, path, _place(node), given, nullable)
        self._collector.add(coordinate, use)


def _written(where: tuple[str, ...]) -> str:
    """The path of an argument, or of an input field in it; that of a variable's default is its name."""
    if where[0].startswith("$"):
        return ".".join(where)
    return f"{where[0]}({'.'.join(where[1:])}:)"


def _place(node: Node) -> Place:
    if node.loc is None:
        raise ValueError("the operation was parsed without locations")
    start, end = node.loc.start_token, node.loc.end_token
    return Place(node.loc.source.name, start.line, start.column, end.line, (start.line, end.line))
