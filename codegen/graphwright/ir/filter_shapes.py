"""Which inputs are filters on columns, and what each of their fields means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from graphql import (
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    get_named_type,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SUFFIX = "Filter"


class Takes(Enum):
    """What an operator takes, beside the column."""

    ONE = "one value"
    LIST = "a list"
    TEXT = "a text"
    TEXTS = "a list of texts"


@dataclass(frozen=True, slots=True)
class Operator:
    """A comparison: the runtime's function and what it takes."""

    function: str
    takes: Takes


def _operators() -> Iterator[tuple[str, Operator]]:
    yield "equals", Operator("equals", Takes.ONE)
    yield "notEquals", Operator("not_equals", Takes.ONE)
    yield "in", Operator("in_", Takes.LIST)
    yield "notIn", Operator("not_in", Takes.LIST)
    for name in ("before", "after", "lt", "lte", "gt", "gte"):
        yield name, Operator(name, Takes.ONE)
    for name, function in (
        ("Contains", "contains"),
        ("StartsWith", "starts_with"),
        ("EndsWith", "ends_with"),
    ):
        yield name[0].lower() + name[1:], Operator(function, Takes.TEXT)
        yield f"not{name}", Operator(f"not_{function}", Takes.TEXT)
        yield f"i{name}", Operator(f"i_{function}", Takes.TEXT)
        yield f"iNot{name}", Operator(f"i_not_{function}", Takes.TEXT)
    yield "iEquals", Operator("i_equals", Takes.TEXT)
    yield "iNotEquals", Operator("i_not_equals", Takes.TEXT)
    yield "iIn", Operator("i_in", Takes.TEXTS)
    yield "iNotIn", Operator("i_not_in", Takes.TEXTS)


OPERATORS: Mapping[str, Operator] = dict(_operators())

#: Operators that an enum's column has: its values have no order and no text.
ENUM_OPERATORS = frozenset({"equals", "notEquals", "in", "notIn"})

_TEXTS = ("String", "ID")

#: Fields that combine filters of their own type, and the runtime's function for each.
LOGICAL: Mapping[str, str] = {
    "AND": "all_of",
    "OR": "any_of",
    "NOT": "none_of",
    "and": "all_of",
    "or": "any_of",
    "not": "none_of",
}


@dataclass(frozen=True, slots=True)
class FilterShapes:
    """Filters by GraphQL name: on one column, and on the columns of an entity."""

    leaves: Mapping[str, GraphQLInputObjectType]
    composites: Mapping[str, GraphQLInputObjectType]


def recognise_filters(inputs: Iterable[GraphQLInputObjectType]) -> FilterShapes:
    """The filters among the inputs; everything else is an ordinary input."""
    named = {kind.name: kind for kind in inputs if kind.name.endswith(SUFFIX)}
    leaves = {name: kind for name, kind in named.items() if is_leaf(kind)}
    composites: dict[str, GraphQLInputObjectType] = {}
    while found := _next_composites(named, {**leaves, **composites}):
        composites.update(found)
    return FilterShapes(leaves, dict(sorted(composites.items())))


def is_leaf(kind: GraphQLInputObjectType) -> bool:
    """Whether all fields are operators on one type, or combine such filters."""
    allowed = allowed_operators(kind)
    known = all(name in allowed for name in operator_fields(kind))
    return known and value_type(kind) is not None and not mismatches(kind)


def allowed_operators(kind: GraphQLInputObjectType) -> Mapping[str, Operator]:
    """The operators that suit the type of the column: only texts contain anything."""
    value = value_type(kind)
    if isinstance(value, GraphQLEnumType):
        return {name: OPERATORS[name] for name in ENUM_OPERATORS}
    if value is None or value.name in _TEXTS:
        return OPERATORS
    plain = {Takes.ONE, Takes.LIST}
    return {name: operator for name, operator in OPERATORS.items() if operator.takes in plain}


def operator_fields(kind: GraphQLInputObjectType) -> Mapping[str, GraphQLInputField]:
    """The fields that do not combine filters of the own type."""
    return {
        name: field
        for name, field in kind.fields.items()
        if not (name in LOGICAL and get_named_type(field.type) is kind)
    }


def mismatches(kind: GraphQLInputObjectType) -> Mapping[str, str]:
    """Operators whose type does not fit, and what each would have to be."""
    fields = {name: each for name, each in operator_fields(kind).items() if name in OPERATORS}
    value = value_type(kind)
    if value is None:
        return {}
    wrong: dict[str, str] = {}
    for name, field in fields.items():
        takes = OPERATORS[name].takes
        expected = "String" if takes in {Takes.TEXT, Takes.TEXTS} else value.name
        is_list = takes in {Takes.LIST, Takes.TEXTS}
        if not _fits(field.type, expected, is_list):
            wrong[name] = f"[{expected}!]" if is_list else expected
    return wrong


def value_type(kind: GraphQLInputObjectType) -> GraphQLScalarType | GraphQLEnumType | None:
    """The type of the column that the operators of a filter compare with."""
    for name, field in operator_fields(kind).items():
        target = get_named_type(field.type)
        if name in OPERATORS and isinstance(target, GraphQLScalarType | GraphQLEnumType):
            return target
    return None


def _fits(kind: GraphQLInputType, expected: str, is_list: bool) -> bool:
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if is_list:
        if not isinstance(bare, GraphQLList) or not isinstance(bare.of_type, GraphQLNonNull):
            return False
        bare = bare.of_type.of_type
    name = getattr(bare, "name", None)
    return name == expected or (expected == "String" and name == "ID")


def _next_composites(
    named: Mapping[str, GraphQLInputObjectType], known: Mapping[str, GraphQLInputObjectType]
) -> Mapping[str, GraphQLInputObjectType]:
    """The filters that can be told from the known ones."""
    return {
        name: kind for name, kind in named.items() if name not in known and _has_terms(kind, known)
    }


def _has_terms(kind: GraphQLInputObjectType, known: Mapping[str, GraphQLInputObjectType]) -> bool:
    """Whether a field is a known filter, or combines filters of the own type."""
    for name, field in kind.fields.items():
        target = get_named_type(field.type)
        if target is kind and name in LOGICAL:
            return True
        if target.name in known and not isinstance(_bare(field.type), GraphQLList):
            return True
    return False


def _bare(kind: GraphQLInputType) -> GraphQLInputType:
    return kind.of_type if isinstance(kind, GraphQLNonNull) else kind
