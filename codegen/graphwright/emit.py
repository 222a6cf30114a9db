"""Rendered text to files: format, compare, then write or report.

| code  | found here                                                          |
|-------|---------------------------------------------------------------------|
| GW106 | a file that somebody else wrote, in the place of one that is emitted |
"""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from graphwright.errors import Diagnostic, DiagnosticsError
from graphwright.formatter import Formatted, format_modules
from graphwright.header import MARK
from graphwright.memory import NO_MEMORY

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from graphwright.memory import Memory

#: How far into a file the mark can stand: some formats open a comment first.
_MARK_WITHIN = 80


@dataclass(frozen=True, slots=True)
class Change:
    """A file that differs: `before` is None when it is new, `after` when it is removed."""

    path: str
    before: str | None
    after: str | None

    def diff(self) -> str:
        """The unified diff."""
        lines = difflib.unified_diff(
            (self.before or "").splitlines(keepends=True),
            (self.after or "").splitlines(keepends=True),
            "/dev/null" if self.before is None else f"a/{self.path}",
            "/dev/null" if self.after is None else f"b/{self.path}",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a run would change, and how many files stay."""

    changes: tuple[Change, ...]
    unchanged: int


def format_files(files: Mapping[str, str], memory: Memory = NO_MEMORY) -> Mapping[str, str]:
    """The files in order of their paths, every Python module formatted.

    Raises FormatError when a module is no Python.
    """
    modules = {
        path: text
        for path, text in files.items()
        if path.endswith(".py") and not isinstance(text, Formatted)
    }
    paths = frozenset(modules)
    origins = {path: (text, paths) for path, text in modules.items()}
    return dict(sorted({**files, **memory.recall_all(_formatted, origins)}.items()))


def _formatted(modules: Mapping[str, tuple[str, frozenset[str]]]) -> Mapping[str, str]:
    """The texts formatted; with each are the paths of all that it may import."""
    beside = {path for _, paths in modules.values() for path in paths}
    return format_modules({path: text for path, (text, _) in modules.items()}, beside=beside)


def compare(root: Path, files: Mapping[str, str], directories: Iterable[str]) -> Comparison:
    """What differs below `root`: files, and what else graphwright wrote in the directories.

    Raises DiagnosticsError for every file that graphwright did not write and would write now.
    """
    if foreign := [*_foreign(root, files)]:
        raise DiagnosticsError(foreign)
    differing = [
        Change(path, before, after)
        for path, after in files.items()
        if (before := _text(root / path)) != after
    ]
    stale = [
        Change(path, _text(root / path), None) for path in stale_files(root, files, directories)
    ]
    changes = sorted([*differing, *stale], key=lambda change: change.path)
    return Comparison(tuple(changes), len(files) - len(differing))


def _foreign(root: Path, files: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Files without the header of graphwright in the place of some that have it."""
    for path, after in files.items():
        file = root / path
        if MARK in after[:_MARK_WITHIN] and file.is_file() and not _is_ours(file):
            if not file.read_bytes().strip():
                continue
            message = "Graphwright did not write this file, and would overwrite it."
            hint = "Move it, or have another directory generated."
            yield Diagnostic(path, 1, 1, "GW106", message, hint)


def stale_files(root: Path, files: Container[str], directories: Iterable[str]) -> Iterator[str]:
    """Files that carry the header of graphwright and are no longer emitted."""
    for directory in directories:
        for path in sorted((root / directory).rglob("*")):
            relative = PurePosixPath(os.path.relpath(path, root)).as_posix()
            if relative not in files and path.is_file() and _is_ours(path):
                yield relative


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return MARK.encode() in file.read(_MARK_WITHIN)


def _text(path: Path) -> str | None:
    """The text of a file; None when there is none. What is no UTF-8 never equals anything."""
    if not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", "replace")


def write(root: Path, comparison: Comparison) -> None:
    """Write and remove what differs; directories that become empty go too."""
    for change in comparison.changes:
        path = root / change.path
        if change.after is None:
            path.unlink()
            _remove_empty(path.parent, root)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change.after, "utf-8", newline="\n")


def _remove_empty(directory: Path, root: Path) -> None:
    while directory != root and directory.is_dir() and not any(directory.iterdir()):
        directory.rmdir()
        directory = directory.parent
