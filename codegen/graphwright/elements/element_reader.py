"""AST nodes to elements: fields, arguments, values, and the directives on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphql import (
    DefinitionNode,
    DirectiveNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputObjectTypeExtensionNode,
    InputValueDefinitionNode,
    NamedTypeNode,
    NameNode,
    Node,
    OperationTypeDefinitionNode,
    StringValueNode,
)

from graphwright.elements.snapshot import Element, Field, InputValue, Kind, Place, Root, Usage
from graphwright.elements.type_ref import TypeRef
from graphwright.elements.values import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class ElementReader:
    """Reads what stands inside a definition; `nodes` are the definitions of each type by its name."""

    nodes: Mapping[str, list[DefinitionNode]]
    exact: bool
    _input_types: dict[str, Mapping[str, TypeRef] | None] = field(default_factory=dict)

    def place(self, node: Node, block: Node) -> Place:
        """The lines of the node, which is the block around it or a part of that."""
        if node.loc is None or block.loc is None:
            raise ValueError("the schema was parsed without locations")
        name = getattr(node, "name", None)
        named = name.loc if isinstance(name, NameNode) and name.loc else node.loc
        return Place(
            path=node.loc.source.name,
            line=named.start_token.line,
            column=named.start_token.column,
            last_line=node.loc.end_token.line,
            block=(block.loc.start_token.line, block.loc.end_token.line),
            exact=self.exact,
        )

    def usages(self, nodes: Iterable[DirectiveNode], block: Node) -> tuple[Usage, ...]:
        """The directives on an element, in order."""
        return tuple(self._usage(node, block) for node in nodes)

    def field(self, node: FieldDefinitionNode, type_name: str, block: Node) -> Field:
        """A field of an object type or an interface."""
        coordinate = f"{type_name}.{node.name.value}"
        return Field(
            kind=Kind.FIELD,
            name=node.name.value,
            coordinate=coordinate,
            parent=type_name,
            place=self.place(node, block),
            description=description_of(node.description),
            usages=self.usages(node.directives, block),
            type=TypeRef.of(node.type),
            arguments={
                argument.name.value: self.argument(Kind.ARGUMENT, argument, coordinate, block)
                for argument in node.arguments
            },
        )

    def argument(
        self, kind: Kind, node: InputValueDefinitionNode, parent: str, block: Node
    ) -> InputValue:
        """An argument of the field or directive that is the parent."""
        return self._input_value(kind, node, (f"{parent}({node.name.value}:)", parent), block)

    def input_field(
        self, node: InputValueDefinitionNode, type_name: str, block: Node
    ) -> InputValue:
        """A field of an input object."""
        coordinate = f"{type_name}.{node.name.value}"
        return self._input_value(Kind.INPUT_FIELD, node, (coordinate, type_name), block)

    def enum_value(self, node: EnumValueDefinitionNode, type_name: str, block: Node) -> Element:
        """A value of an enum."""
        return Element(
            kind=Kind.ENUM_VALUE,
            name=node.name.value,
            coordinate=f"{type_name}.{node.name.value}",
            parent=type_name,
            place=self.place(node, block),
            description=description_of(node.description),
            usages=self.usages(node.directives, block),
        )

    def member(self, node: NamedTypeNode, type_name: str, block: Node) -> Element:
        """A member of a union."""
        name = node.name.value
        return Element(
            kind=Kind.UNION_MEMBER,
            name=name,
            coordinate=f"{type_name} | {name}",
            parent=type_name,
            place=self.place(node, block),
        )

    def interface(self, node: NamedTypeNode, type_name: str, block: Node) -> Element:
        """An interface that a type implements."""
        name = node.name.value
        return Element(
            kind=Kind.IMPLEMENTATION,
            name=name,
            coordinate=f"{type_name} implements {name}",
            parent=type_name,
            place=self.place(node, block),
        )

    def root(self, node: OperationTypeDefinitionNode, block: Node) -> Root:
        """The type of an operation, as the schema definition says it."""
        return root_of(node.operation.value, node.type.name.value, self.place(node, block))

    def _input_value(
        self, kind: Kind, node: InputValueDefinitionNode, names: tuple[str, str], block: Node
    ) -> InputValue:
        coordinate, parent = names
        type_ref = TypeRef.of(node.type)
        default = node.default_value
        return InputValue(
            kind=kind,
            name=node.name.value,
            coordinate=coordinate,
            parent=parent,
            place=self.place(node, block),
            description=description_of(node.description),
            usages=self.usages(node.directives, block),
            type=type_ref,
            default=None if default is None else spelling(default, type_ref, self._inputs_of),
        )

    def _inputs_of(self, type_name: str) -> Mapping[str, TypeRef] | None:
        if type_name not in self._input_types:
            self._input_types[type_name] = {
                value.name.value: TypeRef.of(value.type)
                for node in self.nodes.get(type_name, ())
                if isinstance(node, InputObjectTypeDefinitionNode | InputObjectTypeExtensionNode)
                for value in node.fields
            }
        return self._input_types[type_name]

    def _usage(self, node: DirectiveNode, block: Node) -> Usage:
        name = node.name.value
        arguments = {a.name.value: spelling(a.value) for a in node.arguments}
        written = ", ".join(f"{key}: {arguments[key]}" for key in sorted(arguments))
        text = f"@{name}({written})" if written else f"@{name}"
        return Usage(name, arguments, text, self.place(node, block))


def root_of(operation: str, type_name: str, place: Place) -> Root:
    """The type of an operation."""
    return Root(
        kind=Kind.ROOT,
        name=operation,
        coordinate=f"schema.{operation}",
        parent="schema",
        place=place,
        type_name=type_name,
    )


def description_of(node: StringValueNode | None) -> str | None:
    """The text of a description; an empty one counts as none."""
    return node.value or None if node else None
