"""What a document defines, by name: extensions folded into what they extend."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from graphql import (
    DirectiveDefinitionNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumTypeExtensionNode,
    InputObjectTypeDefinitionNode,
    InputObjectTypeExtensionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    TypeDefinitionNode,
    TypeNode,
    parse_type,
    specified_directives,
    specified_scalar_types,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(Enum):
    """The kind of a named type, as a phrase for messages."""

    SCALAR = "a scalar"
    ENUM = "an enum"
    INPUT = "an input"
    OBJECT = "an object type"
    INTERFACE = "an interface"
    UNION = "a union"


class Definitions:
    """The named types and directives of a document; of two of one name, the first counts."""

    def __init__(self, document: DocumentNode) -> None:
        self.kinds: dict[str, Kind] = dict.fromkeys(specified_scalar_types, Kind.SCALAR)
        self.enum_values: dict[str, list[str]] = {}
        self.input_fields: dict[str, dict[str, InputValueDefinitionNode]] = {}
        self.directive_arguments: dict[str, dict[str, TypeNode]] = {}
        self.one_of: set[str] = set()
        for node in document.definitions:
            if isinstance(node, TypeDefinitionNode):
                self.kinds.setdefault(node.name.value, _kind(node))
            if isinstance(node, EnumTypeDefinitionNode | EnumTypeExtensionNode):
                values = self.enum_values.setdefault(node.name.value, [])
                values.extend(value.name.value for value in node.values)
            elif isinstance(node, InputObjectTypeDefinitionNode | InputObjectTypeExtensionNode):
                fields = self.input_fields.setdefault(node.name.value, {})
                for field in node.fields:
                    fields.setdefault(field.name.value, field)
                if any(directive.name.value == "oneOf" for directive in node.directives):
                    self.one_of.add(node.name.value)
            elif isinstance(node, DirectiveDefinitionNode):
                arguments = {argument.name.value: argument.type for argument in node.arguments}
                self.directive_arguments.setdefault(node.name.value, arguments)
        for name, arguments in _built_in_directives():
            self.directive_arguments.setdefault(name, arguments)


def named_type(node: TypeNode) -> NamedTypeNode:
    """The named type inside lists and non-nulls."""
    while isinstance(node, ListTypeNode | NonNullTypeNode):
        node = node.type
    if not isinstance(node, NamedTypeNode):
        raise TypeError(f"not a type: {node!r}")
    return node


def _kind(node: TypeDefinitionNode) -> Kind:
    if isinstance(node, ScalarTypeDefinitionNode):
        return Kind.SCALAR
    if isinstance(node, EnumTypeDefinitionNode):
        return Kind.ENUM
    if isinstance(node, InputObjectTypeDefinitionNode):
        return Kind.INPUT
    if isinstance(node, ObjectTypeDefinitionNode):
        return Kind.OBJECT
    if isinstance(node, InterfaceTypeDefinitionNode):
        return Kind.INTERFACE
    return Kind.UNION


def _built_in_directives() -> Iterator[tuple[str, dict[str, TypeNode]]]:
    for directive in specified_directives:
        arguments = {name: parse_type(str(item.type)) for name, item in directive.args.items()}
        yield directive.name, arguments
