"""Rule: defaults and arguments of directives are values of their types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    EnumValueNode,
    FloatValueNode,
    GraphQLError,
    InputValueDefinitionNode,
    IntValueNode,
    ListTypeNode,
    ListValueNode,
    Node,
    NonNullTypeNode,
    NullValueNode,
    ObjectValueNode,
    SDLValidationRule,
    StringValueNode,
    TypeNode,
    ValueNode,
    print_ast,
)

from graphwright.errors import did_you_mean
from graphwright.sdl.definitions import Definitions, named_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphql.validation.validation_context import SDLValidationContext

_LITERALS: Mapping[str, tuple[type[ValueNode], ...]] = {
    "Int": (IntValueNode,),
    "Float": (IntValueNode, FloatValueNode),
    "String": (StringValueNode,),
    "Boolean": (BooleanValueNode,),
    "ID": (StringValueNode, IntValueNode),
}
_SMALLEST_INT, _LARGEST_INT = -(2**31), 2**31 - 1


class ConstantValuesRule(SDLValidationRule):
    """Values in the SDL are checked like values in an operation.

    graphql-core takes a default that does not fit for no default at all.
    """

    def __init__(self, context: SDLValidationContext) -> None:
        super().__init__(context)
        self._known = Definitions(context.document)

    def enter_input_value_definition(self, node: InputValueDefinitionNode, *_: Any) -> None:
        """Check the default of an argument or an input field."""
        if node.default_value is not None:
            self._check(node.type, node.default_value)

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        """Check the arguments of an applied directive."""
        types = self._known.directive_arguments.get(node.name.value, {})
        for argument in node.arguments:
            if argument.name.value in types:
                self._check(types[argument.name.value], argument.value)

    def _check(self, expected: TypeNode, value: ValueNode) -> None:
        if isinstance(expected, NonNullTypeNode):
            if isinstance(value, NullValueNode):
                self._report(f"Expected a value of type '{print_ast(expected)}', got null.", value)
            else:
                self._check(expected.type, value)
        elif isinstance(value, NullValueNode):
            return
        elif isinstance(expected, ListTypeNode):
            items = value.values if isinstance(value, ListValueNode) else (value,)
            for item in items:
                self._check(expected.type, item)
        else:
            self._check_named(named_type(expected).name.value, value)

    def _check_named(self, name: str, value: ValueNode) -> None:
        if name in _LITERALS:
            fits = isinstance(value, _LITERALS[name])
            if fits and name == "Int" and isinstance(value, IntValueNode):
                fits = _SMALLEST_INT <= int(value.value) <= _LARGEST_INT
            if not fits:
                self._report(f"{print_ast(value)} is not a value of type '{name}'.", value)
        elif name in self._known.enum_values:
            self._check_enum(name, value)
        elif name in self._known.input_fields:
            self._check_input(name, value)

    def _check_enum(self, name: str, value: ValueNode) -> None:
        members = self._known.enum_values[name]
        if isinstance(value, EnumValueNode) and value.value in members:
            return
        text = value.value if isinstance(value, EnumValueNode | StringValueNode) else ""
        self._report(
            f"{print_ast(value)} is not a value of enum '{name}'.",
            value,
            did_you_mean(text, members),
        )

    def _check_input(self, name: str, value: ValueNode) -> None:
        if not isinstance(value, ObjectValueNode):
            self._report(f"{print_ast(value)} is not a value of input '{name}'.", value)
            return
        fields = self._known.input_fields[name]
        given = {field.name.value: field for field in value.fields}
        for field_name, field in given.items():
            if field_name in fields:
                self._check(fields[field_name].type, field.value)
            else:
                self._report(
                    f"Input '{name}' has no field '{field_name}'.",
                    field,
                    did_you_mean(field_name, fields),
                )
        self._check_complete(name, fields.values(), given, value)

    def _check_complete(
        self,
        name: str,
        fields: Iterable[InputValueDefinitionNode],
        given: Mapping[str, object],
        value: ValueNode,
    ) -> None:
        if name in self._known.one_of:
            if len(given) != 1:
                self._report(f"Exactly one field of '{name}' must be given.", value)
            return
        for field in fields:
            required = isinstance(field.type, NonNullTypeNode) and field.default_value is None
            if required and field.name.value not in given:
                self._report(f"Field '{field.name.value}' of '{name}' is required.", value)

    def _report(self, message: str, node: Node, hint: str = "") -> None:
        self.report_error(GraphQLError(f"{message} {hint}".rstrip(), node))
