"""Whether what an attribute holds can be a value of a GraphQL type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.ir.expressions import NONE, Named, Symbol, TypeExpr, UnionOf
from graphwright.models.python_type import Alternatives, Anything, ClassType, PythonType, Unclear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OBJECT = Symbol("", "object")
_FLOAT = Symbol("", "float")
_INT = Symbol("", "int")
_LIST = Symbol("", "list")
_LISTS = frozenset({_LIST, Symbol("collections.abc", "MutableSequence")})
_READ_ONLY_LISTS = frozenset(
    Symbol("collections.abc", name)
    for name in ("Collection", "Container", "Iterable", "Reversible", "Sequence")
)


@dataclass(frozen=True, slots=True)
class Fitting:
    """Compares annotations with what the schema expects.

    `aliases` are the alternatives of an interface or a union. `names` says under which symbol
    the IR knows a class that is defined under another; `emitted` are the names of the package.
    """

    aliases: Mapping[Symbol, Sequence[Symbol]]
    names: Mapping[Symbol, Symbol]
    emitted: Sequence[str]

    def fits(self, held: PythonType, expected: TypeExpr) -> bool:
        """Whether every value of the one type is one of the other."""
        if isinstance(held, Anything):
            return True
        if isinstance(held, Alternatives):
            return all(self.fits(member, expected) for member in held.members)
        if isinstance(held, Unclear):
            return expected == Named(_OBJECT)
        return any(self._is(held, member) for member in self._members(expected))

    def fits_but_for_null(self, held: PythonType, expected: TypeExpr) -> bool:
        """Whether it would fit if null were allowed, at any depth."""
        return self.fits(held, _nullable(expected))

    def takes(self, parameter: PythonType, given: TypeExpr, *, but_for_null: bool = False) -> bool:
        """Whether a parameter of the one type takes every value of the other, perhaps but for null."""
        if isinstance(given, UnionOf):
            members = [each for each in given.members if not but_for_null or each != NONE]
            return all(self.takes(parameter, each, but_for_null=but_for_null) for each in members)
        if isinstance(parameter, Alternatives):
            options = parameter.members
            return any(self.takes(each, given, but_for_null=but_for_null) for each in options)
        if not isinstance(parameter, ClassType) or not isinstance(given, Named):
            return isinstance(parameter, Anything)
        if parameter.symbol == _OBJECT:
            return True
        if given.symbol == _LIST:
            return self._takes_list(parameter, given.arguments[0], but_for_null)
        taken = self._known(parameter.symbol)
        return taken == given.symbol or (taken == _FLOAT and given.symbol == _INT)

    def _takes_list(self, parameter: ClassType, item: TypeExpr, but_for_null: bool) -> bool:
        if parameter.symbol not in {*_LISTS, *_READ_ONLY_LISTS}:
            return False
        if not parameter.arguments:
            return True
        of = parameter.arguments[0]
        # What can be changed takes lists of exactly its own items.
        is_same = parameter.symbol in _READ_ONLY_LISTS or but_for_null or self.fits(of, item)
        return is_same and self.takes(of, item, but_for_null=but_for_null)

    def _members(self, expected: TypeExpr) -> list[Named]:
        parts = expected.members if isinstance(expected, UnionOf) else (expected,)
        members: list[Named] = []
        for part in parts:
            if isinstance(part, Named):
                alias = self.aliases.get(part.symbol)
                members += [part] if alias is None else [Named(each) for each in alias]
        return members

    def _is(self, held: ClassType, expected: Named) -> bool:
        if expected == Named(_OBJECT):
            return held.symbol != NONE.symbol
        bases = {self._known(base) for base in held.bases}
        if expected.symbol == _FLOAT and _INT in bases:
            return True
        if expected.symbol not in bases:
            return False
        if not expected.arguments or not held.arguments:
            return True
        return self.fits(held.arguments[0], expected.arguments[0])

    def _known(self, symbol: Symbol) -> Symbol:
        """The symbol that the IR has for a class."""
        if symbol in self.names:
            return self.names[symbol]
        for package in self.emitted:
            if symbol.module.startswith(f"{package}."):
                return Symbol(symbol.module.removeprefix(package), symbol.name)
        return symbol


def _nullable(expected: TypeExpr) -> TypeExpr:
    if isinstance(expected, Named):
        arguments = tuple(_nullable(argument) for argument in expected.arguments)
        return UnionOf((Named(expected.symbol, arguments), NONE))
    if isinstance(expected, UnionOf):
        parts = [_nullable(member) for member in expected.members]
        return UnionOf(
            tuple(each for part in parts if isinstance(part, UnionOf) for each in part.members)
        )
    return expected
