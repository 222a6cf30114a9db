"""The sides of a comparison: what a word on the command line names, read as a snapshot.

| form                  | what it is                                                            |
|-----------------------|-----------------------------------------------------------------------|
| FILE, DIRECTORY, GLOB | SDL; of a directory, every .graphql, .graphqls and .gql file below it |
| FILE.json             | an introspection result                                               |
| http(s)://…           | the server is asked for its schema                                    |
| git:REF               | the schema files of the configuration, as that commit has them        |
| git:REF:PATH          | a file, directory or glob of that commit                              |
| git: or git::PATH     | the same, of the commit at which the work tree left the main branch   |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphql import DefinitionNode, Source

from graphwright.elements.git import merge_base
from graphwright.elements.patterns import is_pattern
from graphwright.elements.reading import read_snapshot
from graphwright.elements.trees import GitTree, Tree, WorkTree
from graphwright.errors import DerivedSource, Diagnostic, DiagnosticsError, GraphwrightError
from graphwright.sdl.introspection import (
    fetch_introspection,
    introspected_source,
    is_introspection,
    is_url,
)
from graphwright.sdl.parse import parse_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from graphwright.elements.snapshot import Snapshot

_GIT = "git:"
_ENDINGS = ("graphql", "graphqls", "gql")
_OPERATION_AMONG_SCHEMA = "GW103"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where words are looked up: paths in the current directory, the schema's patterns at the root."""

    directory: Path
    root: Path
    schema: tuple[str, ...]
    main: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its snapshot, and the commit if it is one of git's."""

    snapshot: Snapshot
    commit: GitTree | None = None


def load_work_tree(workspace: Workspace) -> Side:
    """The schema of the configuration, as its files are and as its servers tell it now."""
    if not workspace.schema:
        raise GraphwrightError(
            "No [tool.graphwright] table here or above names the schema. Name OLD and NEW."
        )
    sources = list(_configured(WorkTree(workspace.root), workspace))
    sources += (
        Source(fetch_introspection(word, workspace.headers), word)
        for word in workspace.schema
        if is_url(word)
    )
    return Side(_snapshot("work tree", sources))


def load_side(word: str, workspace: Workspace) -> Side:
    """What the word names; raises GraphwrightError if it names nothing that can be read."""
    if is_url(word):
        text = fetch_introspection(word, workspace.headers)
        return Side(_snapshot(word, [Source(text, word)]))
    if word.startswith(_GIT):
        return _load_commit(word, workspace)
    tree = WorkTree(workspace.directory)
    return Side(_load_path(word, word, tree))


def names_configured_schema(word: str) -> bool:
    """Whether the word is `git:REF` without a path."""
    return word.startswith(_GIT) and not word.removeprefix(_GIT).partition(":")[2]


def load_matching(patterns: Iterable[str], tree: Tree) -> tuple[Source, ...]:
    """The files that match any of the patterns, sorted; there may be none."""
    paths = {path for pattern in patterns for path in tree.matching(pattern)}
    return tuple(_source(tree, path) for path in sorted(paths))


def load_sources(words: Iterable[str], workspace: Workspace) -> tuple[Source, ...]:
    """The files that the words name, as they are: files, globs, directories, also `git:REF:PATH`."""
    found: list[Source] = []
    for word in words:
        tree: Tree = WorkTree(workspace.directory)
        path = word
        if word.startswith(_GIT):
            ref, _, path = word.removeprefix(_GIT).partition(":")
            tree = _commit(ref, workspace, workspace.directory)
        found.extend(_files(path, tree))
    return tuple(found)


def _load_commit(word: str, workspace: Workspace) -> Side:
    ref, _, path = word.removeprefix(_GIT).partition(":")
    if path:
        tree = _commit(ref, workspace, workspace.directory)
        return Side(_load_path(_label(ref, tree, path), path, tree), tree)
    if not workspace.schema:
        raise GraphwrightError(f"No configuration names the schema files. Write '{word}:PATH'.")
    if any(map(is_url, workspace.schema)):
        raise GraphwrightError(
            f"The configuration names a server, and '{word}' a commit: a server tells only its "
            "schema of now. Name OLD, for instance an introspection result of before."
        )
    tree = _commit(ref, workspace, workspace.root)
    sources = tuple(_configured(tree, workspace))
    return Side(_snapshot(_label(ref, tree, ""), sources), tree)


def _configured(tree: Tree, workspace: Workspace) -> Iterable[Source]:
    """The files of the schema of the configuration; there are none if it names servers only."""
    patterns = [word for word in workspace.schema if not is_url(word)]
    return _matching(tree, patterns) if patterns else ()


def _commit(ref: str, workspace: Workspace, directory: Path) -> GitTree:
    return GitTree.of(directory, ref or merge_base(directory, workspace.main))


def _label(ref: str, tree: GitTree, path: str) -> str:
    short = tree.commit[:12]
    if not ref:
        name = f"merge base {short}"
    else:
        name = short if tree.commit.startswith(ref) else f"{ref} ({short})"
    return f"{name}:{path}" if path else name


def _load_path(label: str, path: str, tree: Tree) -> Snapshot:
    return _snapshot(label, _files(path, tree), mixed=tree.is_directory(path))


def _files(path: str, tree: Tree) -> tuple[Source, ...]:
    if tree.is_directory(path):
        patterns = [f"{path.rstrip('/')}/**/*.{ending}" for ending in _ENDINGS]
        return _matching(tree, patterns)
    if is_pattern(path) and not tree.is_file(path):
        return _matching(tree, [path])
    if not tree.is_file(path):
        raise GraphwrightError(f"There is no file, directory or match of '{path}'.")
    return (_source(tree, path),)


def _matching(tree: Tree, patterns: Iterable[str]) -> tuple[Source, ...]:
    written = list(patterns)
    sources = load_matching(written, tree)
    if not sources:
        quoted = " or ".join(f"'{pattern}'" for pattern in written)
        raise GraphwrightError(f"No file matches {quoted}.")
    return sources


def _source(tree: Tree, path: str) -> Source:
    try:
        text = tree.read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GraphwrightError(f"'{path}' is not UTF-8 text.") from None
    return Source(text.replace("\r\n", "\n"), path)


def _snapshot(label: str, sources: Sequence[Source], *, mixed: bool = False) -> Snapshot:
    read = [_as_sdl(source) for source in sources]
    return read_snapshot(
        label,
        _definitions(read, mixed=mixed),
        read,
        from_introspection=any(isinstance(source, DerivedSource) for source in read),
    )


def _as_sdl(source: Source) -> Source:
    if is_introspection(source.name, source.body):
        return introspected_source(source.name, source.body)
    return source


def _definitions(sources: Sequence[Source], *, mixed: bool) -> tuple[DefinitionNode, ...]:
    """The definitions; `mixed` sources may hold operations as well."""
    parsed = parse_sources(sources)
    diagnostics: list[Diagnostic] = [
        diagnostic
        for diagnostic in parsed.diagnostics
        if not (mixed and diagnostic.code == _OPERATION_AMONG_SCHEMA)
    ]
    if diagnostics:
        raise DiagnosticsError(diagnostics)
    return parsed.document.definitions
