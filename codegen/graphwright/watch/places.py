"""What a generation depends on, and the directories in which it may change."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from graphwright.sdl.introspection import is_url
from graphwright.sdl.sources import matching_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.config import Config

_MAGIC = frozenset("*?[")

#: The state of a file: when it was written, and its length.
Stamp: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files are that a generation reads, the pyproject.toml at `path` among them.

    `modules` are those of the project that it imports, there or not; `template_folders` are those
    of plugins.
    """

    path: Path
    config: Config | None = None
    modules: frozenset[Path] = frozenset()
    template_folders: tuple[Path, ...] = ()

    def stamps(self) -> Mapping[Path, Stamp]:
        """The state of each file that is there."""
        found = {file: _stamp(file) for file in {self.path, *self.modules, *self.templates()}}
        if self.config is not None:
            for pattern in _patterns(self.config):
                for each in matching_paths(self.config.root, pattern):
                    found[self.config.root / each] = _stamp(self.config.root / each)
        return {file: stamp for file, stamp in found.items() if stamp is not None}

    def directories(self) -> frozenset[Path]:
        """The directories that have to be watched, each without those below it."""
        found = {self.path.parent, *(module.parent for module in self.modules)}
        if self.config is not None:
            for pattern in _patterns(self.config):
                found.update(_directories(self.config.root, PurePosixPath(pattern)))
        for folder in self._folders():
            found.update([folder, *(each.parent for each in folder.rglob("*"))])
        return frozenset(directory for directory in found if directory.is_dir())

    def templates(self) -> frozenset[Path]:
        """The templates of the project and of its plugins."""
        files = (each for folder in self._folders() for each in folder.rglob("*"))
        return frozenset(each for each in files if each.is_file())

    def _folders(self) -> Iterator[Path]:
        yield from self.template_folders
        if self.config is not None and self.config.templates is not None:
            yield self.config.root / self.config.templates


def _patterns(config: Config) -> list[str]:
    return [each for each in (*config.schema, *config.client_operations) if not is_url(each)]


def _directories(root: Path, pattern: PurePosixPath) -> Iterator[Path]:
    """The directory of a pattern, and those below it if it leaves directories open."""
    folders = pattern.parts[:-1]
    fixed = next((at for at, part in enumerate(folders) if _MAGIC & set(part)), len(folders))
    base = root.joinpath(*folders[:fixed])
    yield base
    for directory, names, _ in os.walk(base) if fixed < len(folders) else ():
        names[:] = [name for name in names if not name.startswith(".")]
        yield Path(directory)


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
