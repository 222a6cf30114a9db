"""What the bindings of a project lack, and their text with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from graphwright.emit import Change
from graphwright.errors import Diagnostic, DiagnosticsError
from graphwright.formatter import format_like
from graphwright.ir.expressions import Symbol
from graphwright.ir.names import attribute_name
from graphwright.ir.resolvers import file_prefixes
from graphwright.scaffold.composition import NewClass, composed
from graphwright.scaffold.imported import NOTHING_IMPORTED
from graphwright.scaffold.matching import Match, match
from graphwright.scaffold.module_names import ModuleNames
from graphwright.scaffold.reading import dotted_name
from graphwright.scaffold.stubs import class_stub, method_stub, module_stub

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path, PurePath

    from graphwright.config import Config
    from graphwright.ir.model import Package
    from graphwright.scaffold.composition import Composed
    from graphwright.scaffold.reading import BindingModule, Bindings


@dataclass(frozen=True, slots=True)
class Addition:
    """A method that is added; `attribute` is that of `Resolvers` whose class is new."""

    path: str
    class_name: str
    method: str
    field: str
    attribute: str | None


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What changes in the bindings, and the methods there that answer no field, or not as it is.

    `composed` tells of each new class whether `Resolvers` are made with it.
    """

    changes: tuple[Change, ...]
    additions: tuple[Addition, ...]
    composed: tuple[Composed, ...]
    stale: tuple[Diagnostic, ...]


def scaffold(
    config: Config, package: Package, sources: Iterable[str], bindings: Bindings
) -> Scaffold:
    """The methods that the bindings lack, put into them.

    Raises DiagnosticsError where nobody can tell which class is meant.
    """
    matching = match(package.groups, bindings)
    if matching.mistakes:
        raise DiagnosticsError(matching.mistakes)
    homes = _homes(config, sources, matching.matches)
    drafts: dict[str, _Draft] = {}
    for each in matching.matches:
        if each.missing:
            path = each.binding.path if each.binding else homes[each.group.source]
            draft = drafts.setdefault(path, _Draft(config, path, bindings.modules.get(path)))
            draft.add(each)
    changes = _new_packages(config, drafts)
    changes += tuple(draft.change() for _, draft in sorted(drafts.items()))
    added = tuple(each for _, draft in sorted(drafts.items()) for each in draft.additions)
    by_path = {each.path: each for each in changes}
    composition, results = composed(
        config.root,
        config.bindings,
        import_name(config.root, config.server),
        tuple(_new_classes(config.root, added)),
        by_path,
    )
    if composition is not None:
        by_path[composition.path] = composition
    return Scaffold(tuple(by_path.values()), added, results, matching.stale)


def _new_classes(root: Path, additions: Iterable[Addition]) -> Iterator[NewClass]:
    """The classes of the additions that no `Resolvers` have yet."""
    for attribute, each in {each.attribute: each for each in additions}.items():
        if attribute is not None:
            path = PurePosixPath(each.path)
            yield NewClass(
                attribute, each.class_name, f"{import_name(root, path.parent)}.{path.stem}"
            )


def _new_packages(config: Config, paths: Iterable[str]) -> tuple[Change, ...]:
    """What makes packages of directories that are not there yet."""
    directories = sorted({str(PurePosixPath(path).parent) for path in paths})
    return tuple(
        Change(f"{directory}/__init__.py", None, '"""Resolvers of the schema."""\n')
        for directory in directories
        if not (config.root / directory).exists()
    )


def import_name(root: Path, directory: PurePath | str) -> str:
    """The name under which a package is imported, which may not exist yet."""
    return dotted_name(root, PurePosixPath(directory))


def _homes(config: Config, sources: Iterable[str], matches: Iterable[Match]) -> Mapping[str, str]:
    """The module for new classes of each schema file: where most of its classes are."""
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in matches:
        if each.binding is not None:
            used[each.group.source][each.binding.path] += 1
    directory = PurePosixPath(config.bindings[0])
    return {
        source: max(used[source], key=lambda path: (used[source][path], path))
        if source in used
        else str(directory / f"{attribute_name(prefix)}.py")
        for source, prefix in file_prefixes(sources).items()
    }


@dataclass(slots=True)
class _Draft:
    """A module that gets methods and classes."""

    config: Config
    path: str
    module: BindingModule | None
    additions: list[Addition] = field(default_factory=list)
    _methods: dict[str, dict[str, str]] = field(default_factory=dict)
    _orders: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _classes: list[str] = field(default_factory=list)
    _sources: list[str] = field(default_factory=list)
    _names: ModuleNames = field(init=False)

    def __post_init__(self) -> None:
        imported = self.module.imported if self.module else NOTHING_IMPORTED
        self._names = ModuleNames(imported, import_name(self.config.root, self.config.server))

    def add(self, each: Match) -> None:
        """Takes in what a protocol lacks."""
        group, context = each.group, Symbol(*self.config.context.split(":"))
        stubs = {m.name: method_stub(m, group, context, self._names) for m in each.missing}
        if each.binding is not None:
            name = each.binding.name
            self._methods.setdefault(name, {}).update(stubs)
            self._orders[name] += [method.name for method in group.methods]
        else:
            name = self._names.define(f"{group.symbol.name.removesuffix('Resolvers')}Bindings")
            self._classes.append(class_stub(name, group, context, stubs.values(), self._names))
        self._sources.append(group.source)
        self.additions += [
            Addition(
                path=self.path,
                class_name=name,
                method=method.name,
                field=f"{group.graphql_name}.{method.graphql_name}",
                attribute=None if each.binding else group.attribute,
            )
            for method in each.missing
        ]

    def change(self) -> Change:
        """The module before and after."""
        if self.module is None:
            text = module_stub(self._sources[0], self._classes, self._names)
            return Change(self.path, None, format_like(self.config.root, self.path, text))
        return Change(self.path, self.module.text, self._inserted(self.module))

    def _inserted(self, module: BindingModule) -> str:
        # libcst takes long to import, and most runs find nothing to insert.
        from graphwright.scaffold.import_lines import ImportLines
        from graphwright.scaffold.insertion import Insertions, NewMethods, inserted

        root = self.config.root
        methods = {
            name: NewMethods(
                format_like(root, self.path, "\n".join(["class _:", *texts.values()])),
                self._orders[name],
            )
            for name, texts in self._methods.items()
        }
        insertions = Insertions(
            methods=methods,
            classes=[format_like(root, self.path, text) for text in self._classes],
            runtime=self._names.added(runtime=True),
            typing=self._names.added(runtime=False),
        )
        server = import_name(root, self.config.server)
        own = frozenset(name.partition(".")[0] for name in (module.dotted, server))
        return inserted(module.text, insertions, ImportLines(module.package, own))
