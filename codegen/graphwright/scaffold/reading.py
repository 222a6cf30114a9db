"""The hand-written classes of a project as scaffolding sees them, read without importing them."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from graphwright.errors import Diagnostic, DiagnosticsError
from graphwright.scaffold.imported import Imported, imported_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_WORD = re.compile(r"\w+")
_RECEIVERS = ("info", "parent", "parents")
#: Decorators that leave the parameters as they are.
_TRANSPARENT = frozenset({"classmethod", "staticmethod", "override"})

BindingKey: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Keywords:
    """The parameters of a resolver behind the parents and `info`, which go in by keyword."""

    names: frozenset[str]
    required: frozenset[str]
    takes_any: bool


@dataclass(frozen=True, slots=True)
class Member:
    """What a class binds to a name.

    `receiver` is the first parameter of a method after `self`, and `receiver_words` are the names
    in its annotation. What it takes by keyword nobody can tell if there is a decorator.
    `annotation` is that of an attribute without a value.
    """

    name: str
    line: int
    column: int
    receiver: str | None = None
    receiver_words: frozenset[str] = frozenset()
    keywords: Keywords | None = None
    annotation: str | None = None

    @property
    def is_resolver(self) -> bool:
        """Whether it has the shape of a resolver."""
        return self.receiver in _RECEIVERS and not self.name.startswith("_")


@dataclass(frozen=True, slots=True)
class BindingClass:
    """A class; `bases` are the last parts of their names, without type arguments."""

    path: str
    name: str
    line: int
    bases: tuple[str, ...]
    members: Mapping[str, Member]

    @property
    def key(self) -> BindingKey:
        """What tells it from all other classes."""
        return self.path, self.name


@dataclass(frozen=True, slots=True)
class BindingModule:
    """A module: `dotted` is the name under which it is imported, `path` is relative to the root."""

    path: str
    dotted: str
    text: str
    classes: Mapping[str, BindingClass]
    imported: Imported

    @property
    def package(self) -> str:
        """What relative imports in the module begin at."""
        return package_of(self.path, self.dotted)


@dataclass(frozen=True, slots=True)
class Bindings:
    """The modules below the directories of bindings, by path, and those that they build on."""

    modules: Mapping[str, BindingModule]
    others: Mapping[str, BindingModule]

    @property
    def classes(self) -> Iterator[BindingClass]:
        """The classes of the bindings, by module and line."""
        for module in self.modules.values():
            yield from module.classes.values()

    def lineages(self) -> Mapping[BindingKey, Sequence[BindingClass]]:
        """Each class of the bindings, followed by those of the project that it inherits from."""
        known = {
            (module.dotted, kind.name): kind
            for module in (*self.others.values(), *self.modules.values())
            for kind in module.classes.values()
        }
        return {kind.key: tuple(self._lineage(kind, known)) for kind in self.classes}

    def origin(self, kind: BindingClass, base: str) -> tuple[str, str]:
        """The module of a base of the class, and what the base is called there."""
        module = self.modules[kind.path] if kind.path in self.modules else self.others[kind.path]
        if base in module.classes:
            return module.dotted, base
        return module.imported.origin(base) or ("", base)

    def _lineage(
        self, kind: BindingClass, known: Mapping[tuple[str, str], BindingClass]
    ) -> Iterator[BindingClass]:
        seen: set[BindingKey] = set()
        waiting = [kind]
        while waiting:
            current = waiting.pop(0)
            if current.key not in seen:
                seen.add(current.key)
                yield current
                origins = [self.origin(current, base) for base in current.bases]
                waiting += [known[origin] for origin in origins if origin in known]


def read_bindings(root: Path, directories: Iterable[str], generated: str) -> Bindings:
    """The bindings below the directories, which may be missing.

    Protocols of the `generated` package, which have every method, are no part of them. Raises DiagnosticsError for every module that is no Python in UTF-8.
    """
    paths = {
        path.relative_to(root).as_posix()
        for directory in directories
        for path in (root / directory).rglob("*.py")
    }
    modules = _read_all(root, sorted(paths))
    others: dict[str, BindingModule] = {}
    waiting = list(modules.values())
    while waiting:
        wanted = set(_ancestors(root, waiting.pop(), generated)) - {*modules, *others}
        found = _read_all(root, sorted(wanted))
        others |= found
        waiting += found.values()
    return Bindings(modules, others)


def dotted_name(root: Path, path: PurePosixPath) -> str:
    """The name under which the package or module at a path is imported.

    It begins below the last directory that is no package.
    """
    parts = [path.stem]
    for parent in path.parents:
        if not (root / parent / "__init__.py").is_file() or parent == PurePosixPath():
            break
        parts.append(parent.name)
    return ".".join(reversed(parts)).removesuffix(".__init__")


def package_of(path: str, dotted: str) -> str:
    """The package that a module is in, or is."""
    return dotted if PurePosixPath(path).name == "__init__.py" else dotted.rpartition(".")[0]


def _read_all(root: Path, paths: Iterable[str]) -> dict[str, BindingModule]:
    modules: dict[str, BindingModule] = {}
    diagnostics: list[Diagnostic] = []
    for path in paths:
        try:
            modules[path] = _read(root, path)
        except DiagnosticsError as error:
            diagnostics += error.diagnostics
    if diagnostics:
        raise DiagnosticsError(diagnostics)
    return modules


def _read(root: Path, path: str) -> BindingModule:
    try:
        content = (root / path).read_bytes()
        text, tree = content.decode("utf-8"), ast.parse(content)
    except UnicodeDecodeError:
        raise DiagnosticsError([Diagnostic(path, 1, 1, "GW801", "It is not UTF-8.")]) from None
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        message = f"This is no Python: {error.msg}."
        found = Diagnostic(
            path, line, column, "GW801", message, source_line=(error.text or "").rstrip()
        )
        raise DiagnosticsError([found]) from None
    dotted = dotted_name(root, PurePosixPath(path))
    return BindingModule(
        path=path,
        dotted=dotted,
        text=text,
        classes={
            node.name: _class(node, path) for node in tree.body if isinstance(node, ast.ClassDef)
        },
        imported=imported_names(tree, package_of(path, dotted)),
    )


def _ancestors(root: Path, module: BindingModule, generated: str) -> Iterator[str]:
    """Paths of the modules of the project that hold bases of the module's classes."""
    depth = module.package.count(".") + bool(module.package)
    top = PurePosixPath(module.path).parents[depth]
    bases = {base for kind in module.classes.values() for base in kind.bases}
    for base in sorted(bases):
        origin = module.imported.origin(base)
        if origin is None or f"{origin[0]}.".startswith(f"{generated}."):
            continue
        place = top / origin[0].replace(".", "/")
        for path in (f"{place}.py", f"{place}/__init__.py"):
            if (root / path).is_file():
                yield path


def _class(node: ast.ClassDef, path: str) -> BindingClass:
    members: dict[str, Member] = {}
    for statement in node.body:
        members |= {member.name: member for member in _members(statement)}
    bases = tuple(name for base in node.bases if (name := _last_name(base)))
    return BindingClass(path, node.name, node.lineno, bases, members)


def _members(statement: ast.AST) -> Iterator[Member]:
    if isinstance(statement, ast.If):
        for each in (*statement.body, *statement.orelse):
            yield from _members(each)
    elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        yield _method(statement)
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                yield Member(target.id, target.lineno, target.col_offset + 1)
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        annotation = ast.unparse(statement.annotation) if statement.value is None else None
        target = statement.target
        yield Member(target.id, target.lineno, target.col_offset + 1, annotation=annotation)


def _method(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Member:
    decorators = {_last_name(each) for each in node.decorator_list}
    is_static = "staticmethod" in decorators
    positional = [*node.args.posonlyargs, *node.args.args][0 if is_static else 1 :]
    receiver = positional[0] if positional else None
    annotation = receiver.annotation if receiver else None
    words = _WORD.findall(ast.unparse(annotation)) if annotation else []
    return Member(
        name=node.name,
        line=node.lineno,
        column=node.col_offset + 1,
        receiver=receiver.arg if receiver else None,
        receiver_words=frozenset(words),
        keywords=None if decorators - _TRANSPARENT else _keywords(node.args, positional),
    )


def _keywords(given: ast.arguments, positional: Sequence[ast.arg]) -> Keywords:
    """What is given by keyword; `positional` are the parameters before, without `self`."""
    receivers = 1 if positional[:1] and positional[0].arg == "info" else 2
    named = [each.arg for each in positional[receivers:] if each not in given.posonlyargs]
    with_default = {each.arg for each in positional[len(positional) - len(given.defaults) :]}
    with_default |= {
        each.arg
        for each, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
        if default
    }
    names = frozenset({*named, *(each.arg for each in given.kwonlyargs)})
    return Keywords(names, names - with_default, given.kwarg is not None)


def _last_name(node: ast.expr) -> str:
    """The last part of a dotted name, without type arguments; empty for other expressions."""
    if isinstance(node, ast.Subscript):
        return _last_name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
