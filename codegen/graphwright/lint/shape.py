"""A named type as SDL writes it: its definition and its extensions as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from graphql import (
    EnumTypeDefinitionNode,
    EnumTypeExtensionNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputObjectTypeExtensionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    ScalarTypeDefinitionNode,
    ScalarTypeExtensionNode,
    TypeDefinitionNode,
    TypeExtensionNode,
)

from graphwright.sdl.definitions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

TypeNode: TypeAlias = TypeDefinitionNode | TypeExtensionNode

_KINDS: tuple[tuple[Kind, tuple[type[TypeNode], ...]], ...] = (
    (Kind.OBJECT, (ObjectTypeDefinitionNode, ObjectTypeExtensionNode)),
    (Kind.INPUT, (InputObjectTypeDefinitionNode, InputObjectTypeExtensionNode)),
    (Kind.ENUM, (EnumTypeDefinitionNode, EnumTypeExtensionNode)),
    (Kind.INTERFACE, (InterfaceTypeDefinitionNode, InterfaceTypeExtensionNode)),
    (Kind.SCALAR, (ScalarTypeDefinitionNode, ScalarTypeExtensionNode)),
)
COMPOSITE = frozenset({Kind.OBJECT, Kind.INTERFACE})


@dataclass(slots=True)
class Shape:
    """A type; `nodes` are its definition and its extensions in the order of the sources.

    Of two parts of one name, the first counts: telling of the other is the generator's business.
    """

    name: str
    kind: Kind
    nodes: list[TypeNode] = field(default_factory=list)
    definition: TypeDefinitionNode | None = None
    fields: dict[str, FieldDefinitionNode] = field(default_factory=dict)
    input_fields: dict[str, InputValueDefinitionNode] = field(default_factory=dict)
    values: dict[str, EnumValueDefinitionNode] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)
    interfaces: list[str] = field(default_factory=list)

    @property
    def first(self) -> TypeNode:
        """The definition, or an extension of what nobody defines."""
        return self.definition or self.nodes[0]

    def add(self, node: TypeNode) -> None:
        """Take in a definition or an extension."""
        self.nodes.append(node)
        if isinstance(node, TypeDefinitionNode) and self.definition is None:
            self.definition = node
        for part in getattr(node, "fields", ()):
            if isinstance(part, FieldDefinitionNode):
                self.fields.setdefault(part.name.value, part)
            else:
                self.input_fields.setdefault(part.name.value, part)
        for value in getattr(node, "values", ()):
            self.values.setdefault(value.name.value, value)
        self.members.extend(member.name.value for member in getattr(node, "types", ()))
        self.interfaces.extend(item.name.value for item in getattr(node, "interfaces", ()))


def shapes_of(nodes: Iterable[TypeNode]) -> dict[str, Shape]:
    """The types that the nodes define or extend, by name."""
    found: dict[str, Shape] = {}
    for node in nodes:
        name = node.name.value
        shape = found.get(name)
        if shape is None:
            shape = found[name] = Shape(name, kind_of(node))
        shape.add(node)
    return found


def kind_of(node: TypeNode) -> Kind:
    """The kind of type that the node defines or extends."""
    for kind, classes in _KINDS:
        if isinstance(node, classes):
            return kind
    return Kind.UNION
