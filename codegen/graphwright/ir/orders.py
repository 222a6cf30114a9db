"""Pass: sort orders as functions from a list of inputs and the columns to terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLNonNull, get_named_type

from graphwright.ir.docs import doc_of
from graphwright.ir.expressions import Symbol
from graphwright.ir.model import Order, OrderTerm
from graphwright.ir.names import (
    CLASS_BODY_NAMES,
    FUNCTION_NAMES,
    allocate,
    attribute_name,
    snake_case,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.ir.context import Context

_FIELD, _DIRECTION = "field", "direction"
_DIRECTIONS = ("ASC", "DESC")


def build_orders(context: Context) -> tuple[Order, ...]:
    """Every input of a field to sort by and a direction; nothing without SQLAlchemy."""
    if not context.sqlalchemy:
        return ()
    kinds = [kind for kind in context.types(GraphQLInputObjectType) if is_order(kind)]
    bases = [_base(context.classes[kind.name].name) for kind in kinds]
    functions = allocate(bases, snake_case, FUNCTION_NAMES)
    return tuple(_order(kind, functions, context) for kind in kinds)


def is_order(kind: GraphQLInputObjectType) -> bool:
    """Whether the input is `{field: XOrderField!, direction: OrderDirection}`."""
    if set(kind.fields) != {_FIELD, _DIRECTION}:
        return False
    field, direction = kind.fields[_FIELD].type, get_named_type(kind.fields[_DIRECTION].type)
    if not isinstance(field, GraphQLNonNull) or not isinstance(field.of_type, GraphQLEnumType):
        return False
    return isinstance(direction, GraphQLEnumType) and sorted(direction.values) == [*_DIRECTIONS]


def _order(kind: GraphQLInputObjectType, functions: Mapping[str, str], context: Context) -> Order:
    field_enum = get_named_type(kind.fields[_FIELD].type)
    direction_enum = get_named_type(kind.fields[_DIRECTION].type)
    if not isinstance(field_enum, GraphQLEnumType) or not isinstance(
        direction_enum, GraphQLEnumType
    ):
        raise TypeError(f"{kind.name} is no order")
    base = _base(context.classes[kind.name].name)
    names = context.input_names(kind)
    members = context.members(field_enum)
    columns = allocate(field_enum.values, attribute_name, CLASS_BODY_NAMES)
    return Order(
        function=Symbol(".orders", functions[base]),
        columns=Symbol(".orders", context.derived_name(f"{base}Columns")),
        input=context.classes[kind.name],
        graphql_name=kind.name,
        field=names[_FIELD],
        direction=names[_DIRECTION],
        field_enum=context.classes[field_enum.name],
        direction_enum=context.classes[direction_enum.name],
        descending=context.members(direction_enum)["DESC"],
        terms=tuple(
            OrderTerm(columns[name], members[name], doc_of(value))
            for name, value in field_enum.values.items()
        ),
    )


def _base(name: str) -> str:
    """`KernelV2OrderBy` gives `KernelV2Order`."""
    return name.removesuffix("By") if name.endswith("OrderBy") else name
