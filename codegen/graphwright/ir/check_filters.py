"""Checks: inputs that look like filters and are not quite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
)

from graphwright.errors import Diagnostic, did_you_mean
from graphwright.ir.filter_shapes import (
    LOGICAL,
    OPERATORS,
    FilterShapes,
    allowed_operators,
    mismatches,
    operator_fields,
    recognise_filters,
    value_type,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_filters(schema: GraphQLSchema) -> Iterator[Diagnostic]:
    """What keeps an input from being the filter that it is meant to be."""
    inputs = [kind for kind in schema.type_map.values() if isinstance(kind, GraphQLInputObjectType)]
    shapes = recognise_filters(inputs)
    for kind in inputs:
        if _is_meant_as_leaf(kind, shapes):
            yield from _check_operators(kind)
        elif kind.name in shapes.leaves or kind.name in shapes.composites:
            yield from _check_logical(kind)


def _is_meant_as_leaf(kind: GraphQLInputObjectType, shapes: FilterShapes) -> bool:
    """Whether most fields are operators although the input is no filter on a column."""
    if kind.name in shapes.leaves or not kind.name.endswith("Filter"):
        return False
    fields = operator_fields(kind)
    known = [name for name in fields if name in OPERATORS]
    takes_filters = any(
        get_named_type(field.type).name in {**shapes.leaves, **shapes.composites}
        for field in fields.values()
    )
    most = 2 * len(known) >= len(fields)
    return most and value_type(kind) is not None and not takes_filters


def _check_operators(kind: GraphQLInputObjectType) -> Iterator[Diagnostic]:
    wrong, allowed = mismatches(kind), allowed_operators(kind)
    for name, field in operator_fields(kind).items():
        if field.ast_node is None:
            continue
        if name not in allowed:
            value = value_type(kind)
            message = f"'{name}' is no operator on a column of '{value}'."
            hint = did_you_mean(name, allowed) or f"Operators are {', '.join(sorted(allowed))}."
            yield Diagnostic.at_node(field.ast_node, "GW407", message, hint)
        elif name in wrong:
            message = f"Operator '{name}' must take '{wrong[name]}', not '{field.type}'."
            yield Diagnostic.at_node(field.ast_node, "GW408", message)


def _check_logical(kind: GraphQLInputObjectType) -> Iterator[Diagnostic]:
    for name, field in kind.fields.items():
        if name in LOGICAL and field.ast_node is not None and not _is_list_of(field, kind):
            message = f"'{name}' must take '[{kind.name}!]', not '{field.type}'."
            yield Diagnostic.at_node(field.ast_node, "GW409", message)


def _is_list_of(field: GraphQLInputField, kind: GraphQLInputObjectType) -> bool:
    bare = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    if not isinstance(bare, GraphQLList):
        return False
    item = bare.of_type
    return (item.of_type if isinstance(item, GraphQLNonNull) else item) is kind
