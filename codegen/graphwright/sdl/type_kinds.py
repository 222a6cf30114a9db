"""Rule: a type stands only where its kind can stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import (
    FieldDefinitionNode,
    GraphQLError,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    NamedTypeNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    SDLValidationRule,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
)

from graphwright.sdl.definitions import Definitions, Kind, named_type

if TYPE_CHECKING:
    from graphql.validation.validation_context import SDLValidationContext

_OUTPUT = frozenset({Kind.SCALAR, Kind.ENUM, Kind.OBJECT, Kind.INTERFACE, Kind.UNION})
_INPUT = frozenset({Kind.SCALAR, Kind.ENUM, Kind.INPUT})
_Composite = (
    ObjectTypeDefinitionNode
    | ObjectTypeExtensionNode
    | InterfaceTypeDefinitionNode
    | InterfaceTypeExtensionNode
)


class TypeKindsRule(SDLValidationRule):
    """Fields give output types, arguments take input types, and so on.

    graphql-core would stop at the first of these, without a place, while it builds the schema.
    """

    def __init__(self, context: SDLValidationContext) -> None:
        super().__init__(context)
        self._kinds = Definitions(context.document).kinds

    def enter_field_definition(self, node: FieldDefinitionNode, *_: Any) -> None:
        """Check the type that a field gives."""
        self._check(named_type(node.type), _OUTPUT, f"Field '{node.name.value}' cannot give")

    def enter_input_value_definition(self, node: InputValueDefinitionNode, *_: Any) -> None:
        """Check the type that an argument or an input field takes."""
        self._check(named_type(node.type), _INPUT, f"'{node.name.value}' cannot take")

    def enter_object_type_definition(self, node: _Composite, *_: Any) -> None:
        """Check what an object type or an interface implements."""
        for interface in node.interfaces:
            self._check(
                interface, frozenset({Kind.INTERFACE}), f"'{node.name.value}' cannot implement"
            )

    enter_object_type_extension = enter_object_type_definition
    enter_interface_type_definition = enter_object_type_definition
    enter_interface_type_extension = enter_object_type_definition

    def enter_union_type_definition(
        self, node: UnionTypeDefinitionNode | UnionTypeExtensionNode, *_: Any
    ) -> None:
        """Check the members of a union."""
        for member in node.types:
            self._check(
                member, frozenset({Kind.OBJECT}), f"Union '{node.name.value}' cannot contain"
            )

    enter_union_type_extension = enter_union_type_definition

    def _check(self, node: NamedTypeNode, allowed: frozenset[Kind], what: str) -> None:
        name = node.name.value
        kind = self._kinds.get(name)
        if kind is not None and kind not in allowed:
            self.report_error(GraphQLError(f"{what} '{name}', which is {kind.value}.", node))
