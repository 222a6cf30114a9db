"""Where a project makes its `Resolvers`, and that place with new classes."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from graphwright.emit import Change
from graphwright.ir.expressions import Symbol
from graphwright.scaffold.imported import imported_names
from graphwright.scaffold.module_names import ModuleNames
from graphwright.scaffold.reading import dotted_name, package_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from graphwright.scaffold.imported import Imported

RESOLVERS = "Resolvers"


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class that is new in the bindings: `module` is imported for it."""

    attribute: str
    name: str
    module: str


@dataclass(frozen=True, slots=True)
class Composed:
    """What became of a new class: the module that takes it, or why the one that is there does not."""

    kind: NewClass
    path: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that makes `Resolvers`; it `is_open` if not all of its arguments are known by name."""

    path: str
    line: int
    text: str
    dotted: str
    imported: Imported
    names: frozenset[str]
    is_open: bool

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"


def composed(
    root: Path,
    bindings: Iterable[str],
    server: str,
    new: Sequence[NewClass],
    changed: Mapping[str, Change],
) -> tuple[Change | None, tuple[Composed, ...]]:
    """The module that makes `Resolvers` with the new classes, and what became of each.

    It is looked for around the `bindings`; `server` is what the generated package is imported as,
    and `changed` has the modules that change already.
    """
    if not new:
        return None, ()
    calls = list(_calls(root, sorted(set(_around(root, bindings))), server, changed))
    results = tuple(_result(kind, calls) for kind in new)
    taken = [each.kind for each in results if each.path]
    if not taken:
        return None, results
    (call,) = calls
    after = _with(call, taken, server)
    before = changed[call.path].before if call.path in changed else call.text
    return Change(call.path, before, after), results


def _with(call: _Call, new: Sequence[NewClass], server: str) -> str:
    """The text of the module with an object of each class in the call."""
    # libcst takes long to import, and most runs have nothing to insert.
    from graphwright.scaffold.composing import with_arguments
    from graphwright.scaffold.import_lines import ImportLines

    names = ModuleNames(call.imported, server)
    arguments = {
        each.attribute: each.name
        if each.module == call.dotted
        else names.use(Symbol(each.module, each.name))
        for each in new
    }
    own = {name.partition(".")[0] for name in (call.dotted, server, *(each.module for each in new))}
    return with_arguments(
        call.text,
        {attribute: f"{name}()" for attribute, name in arguments.items()},
        ImportLines(package_of(call.path, call.dotted), frozenset(own)),
        names.added(runtime=True),
        lambda name: _is_resolvers(name, call.imported, server),
    )


def _result(kind: NewClass, calls: list[_Call]) -> Composed:
    if not calls:
        return Composed(kind)
    if len(calls) > 1:
        places = " and ".join(call.place for call in calls)
        return Composed(kind, why_not=f"they are made at {places}")
    (call,) = calls
    if call.is_open:
        return Composed(kind, why_not=f"at {call.place} not every argument has a name")
    if kind.attribute in call.names:
        return Composed(kind, why_not=f"at {call.place} there is one already")
    return Composed(kind, call.path)


def _around(root: Path, directories: Iterable[str]) -> Iterator[str]:
    """The modules of the package that the bindings are in; without one, those beside them too."""
    for directory in directories:
        top = PurePosixPath(directory)
        while (root / top.parent / "__init__.py").is_file() and top.parent != PurePosixPath():
            top = top.parent
        beside = (root / top.parent).glob("*.py") if top == PurePosixPath(directory) else ()
        for path in (*(root / top).rglob("*.py"), *beside):
            yield path.relative_to(root).as_posix()


def _calls(
    root: Path, paths: Iterable[str], server: str, changed: Mapping[str, Change]
) -> Iterator[_Call]:
    for path in paths:
        try:
            text = changed[path].after if path in changed else (root / path).read_bytes().decode()
            if text is None or RESOLVERS not in text:
                continue
            tree = ast.parse(text.encode())
        except (UnicodeDecodeError, SyntaxError):
            continue
        dotted = dotted_name(root, PurePosixPath(path))
        imported = imported_names(tree, package_of(path, dotted))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_resolvers(_called(node), imported, server):
                names = frozenset(each.arg for each in node.keywords if each.arg)
                is_open = bool(node.args) or len(names) < len(node.keywords)
                yield _Call(path, node.lineno, text, dotted, imported, names, is_open)


def _called(node: ast.Call) -> str:
    called = node.func.value if isinstance(node.func, ast.Subscript) else node.func
    return ast.unparse(called)


def _is_resolvers(name: str, imported: Imported, server: str) -> bool:
    holders = (server, f"{server}.resolvers")
    module, _, last = name.rpartition(".")
    if not module:
        return imported.origin(name) in {(holder, RESOLVERS) for holder in holders}
    known, attribute = imported.names.get(module, ("", None))
    return last == RESOLVERS and ".".join(filter(None, (known, attribute))) in holders
