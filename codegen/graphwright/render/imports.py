"""The imports of one emitted module, collected while its text is made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.ir.expressions import Code, Named, Parameters, Symbol, TypeExpr
from graphwright.ir.names import free_name, pascal_case

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

_TYPE_CHECKING = Symbol("typing", "TYPE_CHECKING")


@dataclass(frozen=True, slots=True)
class ImportLine:
    """`from module import names`."""

    module: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportBlock:
    """What is imported at run time, and what only type checkers need."""

    runtime: tuple[ImportLine, ...]
    typing: tuple[ImportLine, ...]


class Imports:
    """The names that a module uses, each under the name that it has there.

    A name that the package itself defines goes to the package; others of that name get an
    alias: beside a GraphQL type `Page`, the runtime's is `RuntimePage`.
    """

    def __init__(self, module: str, package_names: Container[str]) -> None:
        self._module = module
        self._package_names = package_names
        self._names: dict[Symbol, str] = {}
        self._runtime: set[Symbol] = set()

    def use(self, symbol: Symbol) -> str:
        """The name of something that is needed at run time."""
        self._runtime.add(symbol)
        return self._name(symbol)

    def annotate(self, symbol: Symbol) -> str:
        """The name of something that only annotations mention."""
        return self._name(symbol)

    def type(self, expr: TypeExpr) -> str:
        """The text of an annotation."""
        return annotation_text(expr, self.annotate)

    def code(self, code: Code) -> str:
        """The text of an expression."""
        return "".join(self.use(part) if isinstance(part, Symbol) else part.text for part in code)

    def block(self) -> ImportBlock:
        """The imports of everything named so far."""
        imported = {symbol for symbol in self._names if symbol.module not in {"", self._module}}
        typing = imported - self._runtime
        runtime = imported & self._runtime
        if typing:
            self._name(_TYPE_CHECKING)
            runtime.add(_TYPE_CHECKING)
        return ImportBlock(tuple(self._lines(runtime)), tuple(self._lines(typing)))

    def _name(self, symbol: Symbol) -> str:
        if symbol not in self._names:
            self._names[symbol] = self._free_name(symbol)
        return self._names[symbol]

    def _free_name(self, symbol: Symbol) -> str:
        if symbol.module == "" or symbol.module.startswith("."):
            return symbol.name
        if symbol.name not in self._package_names and symbol.name not in self._names.values():
            return symbol.name
        owner = symbol.module.rpartition(".")[2]
        small = symbol.name == symbol.name.lower()
        alias = f"{owner}_{symbol.name}" if small else f"{pascal_case(owner)}{symbol.name}"
        return free_name(alias, {*self._names.values()})

    def _lines(self, symbols: Iterable[Symbol]) -> Iterator[ImportLine]:
        by_module: defaultdict[str, list[str]] = defaultdict(list)
        for symbol in sorted(symbols):
            name = self._names[symbol]
            text = symbol.name if name == symbol.name else f"{symbol.name} as {name}"
            by_module[symbol.module].append(text)
        for module, names in sorted(by_module.items()):
            yield ImportLine(module, tuple(names))


def annotation_text(expr: TypeExpr, name_of: Callable[[Symbol], str]) -> str:
    """The text of a type, whose classes a module calls `name_of`."""
    if isinstance(expr, Named):
        name = name_of(expr.symbol)
        arguments = ", ".join(annotation_text(each, name_of) for each in expr.arguments)
        return f"{name}[{arguments}]" if arguments else name
    if isinstance(expr, Parameters):
        return f"[{', '.join(annotation_text(each, name_of) for each in expr.types)}]"
    return " | ".join(annotation_text(each, name_of) for each in expr.members)


def text_of(names: Mapping[str, str]) -> str:
    """A dict literal of texts."""
    items = ", ".join(f'"{key}": "{value}"' for key, value in names.items())
    return f"{{{items}}}"
