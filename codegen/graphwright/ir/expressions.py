"""Python type expressions and literals, before anybody knows how their names are imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """A name and the module that holds it.

    `module` is empty for builtins and starts with a dot for modules of the emitted package.
    """

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """A class or alias, perhaps with type arguments: `Sequence[str]`."""

    symbol: Symbol
    arguments: tuple[TypeExpr, ...] = ()


@dataclass(frozen=True, slots=True)
class UnionOf:
    """Alternatives: `KernelV2 | None`."""

    members: tuple[TypeExpr, ...]


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a callable: `[str, int]`."""

    types: tuple[TypeExpr, ...]


TypeExpr: TypeAlias = Named | UnionOf | Parameters


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of Python that needs no import."""

    text: str


#: A Python expression: text, with symbols where something has to be imported.
Code: TypeAlias = "tuple[Text | Symbol, ...]"

NONE = Named(Symbol("", "None"))
_SEQUENCE = Symbol("collections.abc", "Sequence")
_LIST = Symbol("", "list")


def builtin(name: str) -> Named:
    """A builtin type."""
    return Named(Symbol("", name))


def optional(expr: TypeExpr) -> TypeExpr:
    """`expr | None`."""
    return union(expr, NONE)


def union(*members: TypeExpr) -> TypeExpr:
    """The alternatives, unions among them unfolded, each once."""
    flat: dict[TypeExpr, None] = {}
    for member in members:
        for part in member.members if isinstance(member, UnionOf) else (member,):
            flat[part] = None
    return next(iter(flat)) if len(flat) == 1 else UnionOf(tuple(flat))


def sequence(item: TypeExpr) -> TypeExpr:
    """`Sequence[item]`."""
    return Named(_SEQUENCE, (item,))


def with_lists(expr: TypeExpr) -> TypeExpr:
    """The same with `list[item]` for every `Sequence[item]`."""
    if isinstance(expr, UnionOf):
        return UnionOf(tuple(with_lists(member) for member in expr.members))
    if isinstance(expr, Named) and expr.arguments:
        symbol = _LIST if expr.symbol == _SEQUENCE else expr.symbol
        return Named(symbol, tuple(with_lists(each) for each in expr.arguments))
    return expr


def symbols_of(expr: TypeExpr) -> Iterator[Symbol]:
    """Every class that a type mentions."""
    if isinstance(expr, Named):
        yield expr.symbol
        parts = expr.arguments
    else:
        parts = expr.types if isinstance(expr, Parameters) else expr.members
    for part in parts:
        yield from symbols_of(part)


def generic(symbol: Symbol, *arguments: TypeExpr) -> TypeExpr:
    """`symbol[arguments]`."""
    return Named(symbol, arguments)


def dotted(expr: Named) -> str:
    """The full name of a class: `uuid.UUID`."""
    module, name = expr.symbol.module, expr.symbol.name
    return f"{module}.{name}" if module else name
