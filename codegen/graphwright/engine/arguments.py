"""The arguments of a field: known when the operation is compiled, or coerced while it runs."""

from __future__ import annotations

import dataclasses
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from graphql import (
    GraphQLError,
    GraphQLField,
    is_enum_type,
    is_non_null_type,
    is_specified_scalar_type,
)
from graphql.language import (
    FieldNode,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
)
from graphql.pyutils import Undefined

from . import core

IMMUTABLE = (
    str,
    bytes,
    int,
    float,
    complex,
    type(None),
    Enum,
    Decimal,
    UUID,
    date,
    time,
    timedelta,
)


class Arguments:
    """Arguments of one field, by the name of the resolver's parameter.

    Values that a resolver could change in place are coerced anew for every call, as graphql-core
    does, so that no call sees what another did to them.
    """

    __slots__ = ("_handed_on", "constant", "definition", "node")

    def __init__(self, definition: GraphQLField, node: FieldNode) -> None:
        self.definition = definition
        self.node = node
        has_some = bool(definition.args)
        self.constant = _constant(definition, node) if has_some else {}
        self._handed_on = _handed_on(definition, node) if has_some else ()

    @property
    def is_empty(self) -> bool:
        """Whether the resolver is called without arguments."""
        return self.constant is not None and not self.constant

    def coerce(
        self, values: Any, hide_suggestions: bool, known: dict[Arguments, dict[str, Any]]
    ) -> dict[str, Any]:
        """Coerced arguments under these variables; raises GraphQLError.

        `known` keeps what can be shared by the calls of one execution.
        """
        if self.constant is not None:
            return self.constant
        arguments = known.get(self)
        if arguments is None:
            arguments = self._from_variables(values)
            if arguments is None:
                arguments = core.argument_values(
                    self.definition, self.node, values, hide_suggestions
                )
            if all(_is_immutable(value) for value in arguments.values()):
                known[self] = arguments
        return arguments

    def _from_variables(self, values: Any) -> dict[str, Any] | None:
        """The arguments if each is a variable that has a value, or None."""
        if self._handed_on is None:
            return None
        arguments: dict[str, Any] = {}
        for name, variable, is_required in self._handed_on:
            value = values.get(variable, Undefined)
            if value is Undefined or (value is None and is_required):
                return None
            arguments[name] = value
        return arguments


def _handed_on(
    definition: GraphQLField, node: FieldNode
) -> tuple[tuple[str, str, bool], ...] | None:
    """For arguments that are all variables: names, variables, and whether null is refused."""
    if core.IS_33:  # which keeps variables in another form
        return None
    given = {argument.name.value: argument.value for argument in node.arguments or ()}
    handed_on: list[tuple[str, str, bool]] = []
    untyped: Any = definition
    for name, argument in untyped.args.items():
        value = given.get(name)
        if isinstance(value, VariableNode):
            is_required = is_non_null_type(argument.type)
            handed_on.append((argument.out_name or name, value.name.value, is_required))
        elif value is not None or argument.default_value is not Undefined:
            return None
    return tuple(handed_on)


def _constant(definition: GraphQLField, node: FieldNode) -> dict[str, Any] | None:
    """The arguments if they are the same in every execution, or None."""
    if any(_names_variable(argument.value) for argument in node.arguments or ()):
        return None
    untyped: Any = definition
    if not all(_is_pure(argument.type) for argument in untyped.args.values()):
        return None
    try:
        arguments = core.argument_values(definition, node, None, False)
    except GraphQLError:
        return None
    return arguments if all(_is_immutable(value) for value in arguments.values()) else None


def _names_variable(value: ValueNode) -> bool:
    if isinstance(value, ListValueNode):
        return any(_names_variable(item) for item in value.values)
    if isinstance(value, ObjectValueNode):
        return any(_names_variable(field.value) for field in value.fields)
    return isinstance(value, VariableNode)


def _is_pure(input_type: Any) -> bool:
    """Whether coercion needs no code of the schema's author, which may answer differently later."""
    while hasattr(input_type, "of_type"):
        input_type = input_type.of_type
    return is_enum_type(input_type) or is_specified_scalar_type(input_type)


def _is_immutable(value: object) -> bool:
    if isinstance(value, IMMUTABLE):
        return True
    untyped: Any = value
    if isinstance(value, tuple | frozenset):
        return all(_is_immutable(part) for part in untyped)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return False
    return untyped.__dataclass_params__.frozen and all(
        _is_immutable(getattr(value, field.name)) for field in dataclasses.fields(value)
    )
