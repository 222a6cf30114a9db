"""What a module imports, and under which names."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What guards imports that only type checkers need.
TYPE_CHECKING_NAME = "TYPE_CHECKING"

#: Modules that give the same types under the same names.
_SAME = frozenset({"collections.abc", "typing"})


@dataclass(frozen=True, slots=True)
class Imported:
    """The names of a module.

    `names` maps those that are imported to their module and the name there, which is None for a
    module itself. `typing_only` are those that only type checkers see. `taken` are all names.
    """

    names: Mapping[str, tuple[str, str | None]]
    typing_only: frozenset[str]
    taken: frozenset[str]
    is_lazy: bool
    """Whether annotations are not evaluated, and names for type checkers are set apart."""

    def origin(self, local: str) -> tuple[str, str] | None:
        """The module and the name there of an imported class."""
        module, name = self.names.get(local, ("", None))
        return None if name is None else (module, name)

    def local(self, module: str, name: str, *, runtime: bool) -> str | None:
        """How the module names what another one defines; None if it does not."""
        for local, origin in self.names.items():
            if runtime and local in self.typing_only:
                continue
            if origin == (module, None):
                return f"{local}.{name}"
            if origin[1] == name and _is_same(origin[0], module):
                return local
        return None


#: Of a module that is not there yet.
NOTHING_IMPORTED = Imported(
    {}, frozenset(), frozenset({"TYPE_CHECKING", "annotations"}), is_lazy=True
)


def imported_names(tree: ast.Module, package: str) -> Imported:
    """What the tree of a module imports; `package` is the one that relative imports begin at."""
    names: dict[str, tuple[str, str | None]] = {}
    typing_only: set[str] = set()
    guarded = [statement for statement in tree.body if _is_guard(statement)]
    for statement in tree.body:
        names |= _names(statement, package)
    for guard in guarded:
        for statement in guard.body:
            found = _names(statement, package)
            typing_only |= {name for name in found if name not in names}
            names |= {name: origin for name, origin in found.items() if name not in names}
    has_future = names.get("annotations") == ("__future__", "annotations")
    return Imported(
        names=names,
        typing_only=frozenset(typing_only),
        taken=frozenset({*names, *_defined(tree)}),
        is_lazy=has_future and bool(guarded),
    )


def absolute_module(level: int, module: str | None, package: str) -> str:
    """The full name of a module that an import in `package` names with so many dots."""
    if level == 0:
        return module or ""
    parts = package.split(".")
    base = ".".join(parts[: len(parts) - level + 1])
    return f"{base}.{module}" if module else base


def _is_guard(statement: ast.stmt) -> TypeGuard[ast.If]:
    return isinstance(statement, ast.If) and (
        (isinstance(statement.test, ast.Name) and statement.test.id == TYPE_CHECKING_NAME)
        or (isinstance(statement.test, ast.Attribute) and statement.test.attr == TYPE_CHECKING_NAME)
    )


def _names(statement: ast.stmt, package: str) -> dict[str, tuple[str, str | None]]:
    if isinstance(statement, ast.Import):
        return {
            each.asname or each.name: (each.name, None)
            for each in statement.names
            if each.asname or "." not in each.name
        }
    if isinstance(statement, ast.ImportFrom):
        module = absolute_module(statement.level, statement.module, package)
        return {each.asname or each.name: (module, each.name) for each in statement.names}
    return {}


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _is_same(one: str, other: str) -> bool:
    """Whether the modules belong together, so that a name means the same in both."""
    if {one, other} <= _SAME:
        return True
    return one == other or (one.partition(".")[0] == other.partition(".")[0] == "graphwright")
