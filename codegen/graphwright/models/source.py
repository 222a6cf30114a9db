"""What only the source of a module tells: places of attributes, and imports for type checkers."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def own_bases(kind: type[Any]) -> list[type[Any]]:
    """The class and its bases, but for those of Python and of other installed distributions."""
    return [base for base in kind.__mro__ if base is kind or _is_own(base.__module__, kind)]


def _is_own(module: str, kind: type[Any]) -> bool:
    top = module.partition(".")[0]
    if top == kind.__module__.partition(".")[0]:
        return True
    file = getattr(sys.modules.get(module), "__file__", None) or ""
    return top not in sys.stdlib_module_names and "site-packages" not in file


def lines_of(kind: type[Any]) -> tuple[str, Mapping[str, int]]:
    """The file of a class and the line of each attribute in its body; the class itself is ``.

    Empty for a class whose source cannot be found.
    """
    module = sys.modules.get(kind.__module__)
    tree = _tree(module)
    found = _class_node(tree.body, kind.__qualname__.split(".")) if tree else None
    if module is None or found is None:
        return "", {}
    lines = {"": found.lineno}
    for node in found.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            lines[node.target.id] = node.lineno
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines[node.name] = node.lineno
        elif isinstance(node, ast.Assign):
            lines |= {each.id: node.lineno for each in node.targets if isinstance(each, ast.Name)}
    return str(Path(str(module.__file__)).resolve()), lines


def typing_names(kind: type[Any], emitted: tuple[str, ...]) -> Mapping[str, Any]:
    """What annotations in a class may name that its module does not have.

    These are its type parameters, and what the module imports for type checkers alone. Classes of
    the emitted package, which may not exist yet, and what cannot be imported are stood in for by
    empty classes of their names.
    """
    names = {each.__name__: each for each in getattr(kind, "__type_params__", ())}
    module = sys.modules.get(kind.__module__)
    tree = _tree(module)
    if module is None or tree is None:
        return names
    package = str(module.__package__ or "")
    return names | {
        alias.asname or alias.name: _imported(node, alias.name, package, emitted)
        for node in _typing_imports(tree.body)
        for alias in node.names
        if (alias.asname or alias.name) not in vars(module)
    }


@cache
def _tree(module: Any) -> ast.Module | None:
    try:
        return ast.parse(inspect.getsource(module))
    except (OSError, TypeError, SyntaxError):
        return None


def _class_node(body: Iterable[ast.stmt], path: list[str]) -> ast.ClassDef | None:
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name == path[0]:
            return node if len(path) == 1 else _class_node(node.body, path[1:])
    return None


def _typing_imports(body: Iterable[ast.stmt]) -> Iterator[ast.ImportFrom]:
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            yield from (each for each in node.body if isinstance(each, ast.ImportFrom))


def _imported(node: ast.ImportFrom, name: str, package: str, emitted: tuple[str, ...]) -> Any:
    module = node.module or ""
    if node.level:
        parents = package.split(".")[: len(package.split(".")) - node.level + 1]
        module = ".".join([*parents, *filter(None, [module])])
    if not any(f"{module}.".startswith(f"{prefix}.") for prefix in emitted):
        try:
            return getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError):
            pass
    return type(name, (), {"__module__": module})
