"""The names under which a module of the bindings has what its new methods mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.ir.names import free_name, pascal_case
from graphwright.render.imports import annotation_text

if TYPE_CHECKING:
    from graphwright.ir.expressions import Symbol, TypeExpr
    from graphwright.scaffold.imported import Imported


class ModuleNames:
    """Names that the module imports already, and those that it has to import.

    `package` is the name under which the generated package is imported.
    """

    def __init__(self, imported: Imported, package: str) -> None:
        self._imported = imported
        self._package = package
        self._taken = set(imported.taken)
        self._added: dict[tuple[str, str], str] = {}
        self._runtime: set[tuple[str, str]] = set()

    def annotate(self, symbol: Symbol) -> str:
        """The name of something in an annotation."""
        return self._name(symbol, runtime=False)

    def use(self, symbol: Symbol) -> str:
        """The name of something that is needed when the module is imported."""
        return self._name(symbol, runtime=True)

    def type(self, expr: TypeExpr) -> str:
        """The text of an annotation."""
        return annotation_text(expr, self.annotate)

    def argument(self, symbol: Symbol) -> str:
        """The text of a type argument of a base class: a string, if only type checkers know it."""
        known = self._imported.local(*self._origin(symbol), runtime=True)
        lazy = self._imported.local(*self._origin(symbol), runtime=False)
        return f'"{lazy}"' if lazy and not known else self.use(symbol)

    def define(self, wanted: str) -> str:
        """A free name for a new class, taken from now on."""
        name = free_name(wanted, self._taken)
        self._taken.add(name)
        return name

    def added(self, *, runtime: bool) -> dict[str, list[str]]:
        """What has to be imported, by module, at run time or for type checkers alone."""
        lines: dict[str, list[str]] = {}
        for origin, local in sorted(self._added.items()):
            if (origin in self._runtime or not self._imported.is_lazy) is runtime:
                module, name = origin
                text = name if local == name else f"{name} as {local}"
                lines.setdefault(module, []).append(text)
        return lines

    def _name(self, symbol: Symbol, *, runtime: bool) -> str:
        if symbol.module == "":
            return symbol.name
        origin = self._origin(symbol)
        known = self._imported.local(*origin, runtime=runtime)
        if known is not None:
            return known
        if runtime:
            self._runtime.add(origin)
        if origin not in self._added:
            self._added[origin] = self._free(*origin)
        return self._added[origin]

    def _origin(self, symbol: Symbol) -> tuple[str, str]:
        if symbol.module.startswith("."):
            return f"{self._package}{symbol.module}", symbol.name
        return symbol.module, symbol.name

    def _free(self, module: str, name: str) -> str:
        if name not in self._taken:
            return self.define(name)
        return self.define(f"{pascal_case(module.rpartition('.')[2])}{pascal_case(name)}")
