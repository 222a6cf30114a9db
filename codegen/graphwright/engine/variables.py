"""Variables whose values need no coercion: absent ones, and those that are right as they are."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graphql.language import NamedTypeNode, NonNullTypeNode

from . import core

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graphql import GraphQLSchema
    from graphql.language import VariableDefinitionNode

_scalars: Any = import_module("graphql.type.scalars")

_CHECKS: Final[dict[str, Callable[[Any], bool]]] = {
    "String": lambda value: type(value) is str,
    "ID": lambda value: type(value) is str,
    "Boolean": lambda value: type(value) is bool,
    "Int": lambda value: type(value) is int and -2147483648 <= value <= 2147483647,
    "Float": lambda value: type(value) is float and value - value == 0.0,
}
"""Values that the built-in scalars hand on as they are."""


class Variable(NamedTuple):
    """A variable, and the values of it that need no coercion."""

    name: str
    is_right: Callable[[Any], bool] | None
    """Whether a value does not; None if all do."""
    is_required: bool
    has_default: bool


def variables_of(
    schema: GraphQLSchema, definitions: Sequence[VariableDefinitionNode]
) -> tuple[Variable, ...] | None:
    """The variables of an operation; None where graphql-core has to coerce them."""
    if core.IS_33:  # which keeps where each value came from
        return None
    return tuple(_variable(schema, definition) for definition in definitions)


def _variable(schema: GraphQLSchema, definition: VariableDefinitionNode) -> Variable:
    type_node: Any = definition.type
    is_required = isinstance(type_node, NonNullTypeNode)
    type_node = type_node.type if is_required else type_node
    check = None
    if isinstance(type_node, NamedTypeNode):
        name = type_node.name.value
        scalar: Any = schema.get_type(name)
        if name in _CHECKS and _is_built_in(scalar):
            check = _CHECKS[name]
    has_default = definition.default_value is not None
    return Variable(definition.variable.name.value, check, is_required, has_default)


def _is_built_in(scalar: Any) -> bool:
    """Whether a type is a scalar that takes values as graphql-core made it."""
    original: object = getattr(_scalars, f"coerce_{scalar.name.lower()}", None) if scalar else None
    return original is not None and scalar.parse_value is original


def as_they_are(
    variables: tuple[Variable, ...], inputs: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The coerced variables, or None if one of them has to be coerced by graphql-core."""
    values: dict[str, Any] = {}
    for name, is_right, is_required, has_default in variables:
        if name not in inputs:
            if is_required or has_default:
                return None
            continue
        value = inputs[name]
        if value is None:
            if is_required:
                return None
        elif is_right is None or not is_right(value):
            return None
        values[name] = value
    return values
