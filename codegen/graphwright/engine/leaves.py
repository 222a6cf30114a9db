"""Source text that serialises leaf values, with the common case in line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from graphql import GraphQLEnumType, GraphQLLeafType
from graphql.pyutils import Undefined

from . import core

if TYPE_CHECKING:
    from collections.abc import Callable

_scalars: Any = import_module("graphql.type.scalars")

_IN_LINE: Final[dict[str, str]] = {
    "String": "type({x}) is str",
    "ID": "type({x}) is str",
    "Boolean": "type({x}) is bool",
    "Int": "type({x}) is int and -2147483648 <= x <= 2147483647",
    # The difference is not zero for an infinity and for what is not a number.
    "Float": "type({x}) is float and x - x == 0.0",
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """How a leaf type is written in line.

    `condition` holds a value that `result` serialises; `{x}` is where the value is read, and later
    mentions call it `x`. Anything else takes the careful way.
    """

    condition: str
    result: str = "x"
    odd: str | None = None
    """A condition under which a serialised value needs a closer look, or None."""


def leaf_of(leaf: GraphQLLeafType, constant: Callable[[str, object], str]) -> Leaf:
    """How this type is written; `constant` names an object that the text refers to."""
    if isinstance(leaf, GraphQLEnumType):
        return _enum(leaf, constant)
    if is_in_line(leaf):
        return Leaf(_IN_LINE[leaf.name])
    return _by_function(leaf, constant)


def is_in_line(leaf: GraphQLLeafType) -> bool:
    """Whether a type is a built-in scalar that serialises as graphql-core made it."""
    if leaf.name not in _IN_LINE:
        return False
    original: object = getattr(_scalars, f"serialize_{leaf.name.lower()}")
    return core.serializer(leaf) is original


def _by_function(leaf: GraphQLLeafType, constant: Callable[[str, object], str]) -> Leaf:
    serialize = constant(f"serialize_{leaf.name}", core.serializer(leaf))
    if core.serializer(leaf) is str:
        return Leaf("(type({x}) in PLAIN or admit(x))", f"{serialize}(x)")
    return Leaf("(type({x}) in PLAIN or admit(x))", "r", f"type(r := {serialize}(x)) in JSON")


def _enum(leaf: GraphQLEnumType, constant: Callable[[str, object], str]) -> Leaf:
    serialize = core.serializer(leaf)
    values: list[Any] = [
        name if value.value is None or value.value is Undefined else value.value
        for name, value in leaf.values.items()
    ]
    if all(isinstance(value, Enum) for value in values):
        # Members of Python's Enum are single objects, and their hash is computed in Python.
        names = {id(value): serialize(value) for value in values}
        table = constant(f"names_{leaf.name}", names)
        constant(f"members_{leaf.name}", values)
        return Leaf(f"(r := {table}.get(id({{x}}))) is not None", "r")
    kinds: set[type] = {type(value) for value in values}
    if len(kinds) == 1 and kinds <= {str, int}:
        table = constant(f"names_{leaf.name}", {value: serialize(value) for value in values})
        kind = next(iter(kinds)).__name__
        return Leaf(f"type({{x}}) is {kind} and (r := {table}.get(x)) is not None", "r")
    return _by_function(leaf, constant)


def expression(leaf: Leaf, read: str, nullable: bool, careful: str, odd: str) -> str:
    """Source text of a serialised value; `careful` and `odd` are the calls for anything else."""
    condition = leaf.condition.replace("{x}", read)
    result = leaf.result if leaf.odd is None else f"(r if {leaf.odd} else {odd})"
    if nullable and leaf.result == "x":
        return f"x if {condition} or x is None else {careful}"
    null = "None if x is None else " if nullable else ""
    return f"{result} if {condition} else {null}{careful}"
