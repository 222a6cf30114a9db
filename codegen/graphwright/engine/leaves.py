"""Source text that serialises leaf values, with the common case in line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graphql import GraphQLEnumType, GraphQLLeafType
from graphql.pyutils import Undefined

from . import core

if TYPE_CHECKING:
    from .positions import Position
    from .unit import Unit

_scalars: Any = import_module("graphql.type.scalars")


@dataclass(frozen=True, slots=True)
class Leaf:
    """How the values of a leaf type are written in line.

    In the texts, `{x}` is the variable of the value and `{r}` one for its serialised form. Odd
    values, and those for which the text raises, take the careful way.
    """

    unusual: str
    """Whether a value, which may be anything, is not of the class that most values are of."""
    unaccepted: str = ""
    """Whether such a value is odd; others may be replaced here."""
    refused: str = ""
    """Whether any other value is odd."""
    result: str = "{x}"
    """The serialised form of any other value."""
    refuses: bool = False
    """Whether the result raises for odd values, so that they need not be looked for."""
    runs_code: bool = False
    """Whether code of the schema's author runs, which may raise."""

    @property
    def is_unchanged(self) -> bool:
        """Whether the serialised form of a usual value is the value itself."""
        return self.result == "{x}" and not self.unaccepted

    def texts(self, *, nullable: bool) -> tuple[str, str]:
        """The condition under which a value is odd, and the serialised form of any other."""
        if not nullable:
            return self._odd(""), self.result
        if self.result == "{r}":
            return f"({{r}} := {{x}}) is not None and ({self._odd('')})", "{r}"
        some = "{x} is not None"
        odd = f"{some} and ({self._odd('')})" if self.refused else self._odd(some)
        is_same = self.result == "{x}"
        return odd, self.result if is_same else f"None if {{x}} is None else {self.result}"

    def _odd(self, unless: str) -> str:
        unusual = " and ".join(filter(None, (self.unusual, unless, self.unaccepted)))
        return f"{unusual} or {self.refused}" if self.refused else unusual


class Form(NamedTuple):
    """How the values of a leaf type are written where they may be null, or must not be."""

    leaf: Leaf
    odd: str
    """The condition under which a value is odd."""
    result: str
    """The serialised form of any other."""


class Forms:
    """Leaf types as they are written in one function."""

    __slots__ = ("_known", "_unit")

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._known: dict[tuple[str, bool], Form] = {}

    def of(self, position: Position) -> Form:
        """How the values of a position are written."""
        leaf: GraphQLLeafType = position.type
        known = self._known
        form = known.get((leaf.name, position.non_null))
        if form is None:
            other = known.get((leaf.name, not position.non_null))
            written = other.leaf if other else leaf_of(leaf, self._unit)
            form = Form(written, *written.texts(nullable=not position.non_null))
            known[leaf.name, position.non_null] = form
        return form


def filled(text: str, variable: str) -> str:
    """A text about the value in a variable such as `v1`, whose serialised form is in `r1`."""
    return text.replace("{x}", variable).replace("{r}", f"r{variable[1:]}")


# Values for one scalar are often of several classes.
_UNKNOWN: Final = "type({x}) not in PLAIN"
_IN_LINE: Final[dict[str, Leaf]] = {
    "String": Leaf("type({x}) is not str"),
    "ID": Leaf("type({x}) is not str", "type({x} := id_text({x})) is not str"),
    "Boolean": Leaf("type({x}) is not bool"),
    "Int": Leaf("type({x}) is not int", refused="not -2147483648 <= {x} <= 2147483647"),
    "Float": Leaf(
        "type({x}) is not float",
        "type({x} := fractional({x})) is not float",
        # The difference is not zero for an infinity and for what is not a number.
        "{x} - {x} != 0.0",
    ),
}


def id_text(value: object) -> object:
    """The text of an integer, as ID has it; anything else as it is."""
    # Python refuses to convert integers of very many digits.
    return str(value) if type(value) is int and value.bit_length() <= 64 else value


def fractional(value: object) -> object:
    """An integer as Float has it; anything else as it is."""
    return float(value) if type(value) is int and value.bit_length() <= 64 else value


def leaf_of(leaf: GraphQLLeafType, unit: Unit) -> Leaf:
    """How this type is written in a function."""
    if isinstance(leaf, GraphQLEnumType):
        return _enum(leaf, unit)
    if is_in_line(leaf):
        return _IN_LINE[leaf.name]
    return _by_function(leaf, unit)


def is_in_line(leaf: GraphQLLeafType) -> bool:
    """Whether a type is a built-in scalar that serialises as graphql-core made it."""
    if leaf.name not in _IN_LINE:
        return False
    original: object = getattr(_scalars, f"serialize_{leaf.name.lower()}")
    return core.serializer(leaf) is original


def _by_function(leaf: GraphQLLeafType, unit: Unit) -> Leaf:
    function = core.serializer(leaf)
    if iscoroutinefunction(function):
        return Leaf("True", runs_code=True)
    serialize = unit.constant(f"serialize_{leaf.name}", function)
    if function is str:
        return Leaf(_UNKNOWN, "not admit({x})", result=f"{serialize}({{x}})", runs_code=True)
    refused = f"type({{r}} := {serialize}({{x}})) not in PLAIN and not admit({{r}})"
    return Leaf(_UNKNOWN, "not admit({x})", refused, "{r}", runs_code=True)


def _enum(leaf: GraphQLEnumType, unit: Unit) -> Leaf:
    serialize = core.serializer(leaf)
    values: list[Any] = [
        name if value.value is None or value.value is Undefined else value.value
        for name, value in leaf.values.items()
    ]
    if all(isinstance(value, Enum) for value in values):
        # Members of Python's Enum are single objects, and their hash is computed in Python.
        names = {id(value): serialize(value) for value in values}
        table = unit.constant(f"names_{leaf.name}", names)
        unit.constant(f"members_{leaf.name}", values)
        return Leaf(f"id({{x}}) not in {table}", result=f"{table}[id({{x}})]", refuses=True)
    kinds: set[type] = {type(value) for value in values}
    if len(kinds) == 1 and kinds <= {str, int}:
        table = unit.constant(f"names_{leaf.name}", {value: serialize(value) for value in values})
        kind = next(iter(kinds)).__name__
        return Leaf(
            f"type({{x}}) is not {kind}",
            refused=f"{{x}} not in {table}",
            result=f"{table}[{{x}}]",
            refuses=True,
        )
    return _by_function(leaf, unit)
