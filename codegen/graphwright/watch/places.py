"""What a generation depends on, and the directories in which it may change."""

from __future__ import annotations

import os
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


def stamps(path: Path, config: Config | None) -> Mapping[Path, Stamp]:
    """The state of each file that a generation reads, the pyproject.toml at `path` among them."""
    found = {path: _stamp(path)}
    if config is not None:
        for pattern in _patterns(config):
            for each in matching_paths(config.root, pattern):
                found[config.root / each] = _stamp(config.root / each)
        for template in _templates(config):
            found[template] = _stamp(template)
    return {file: stamp for file, stamp in found.items() if stamp is not None}


def directories(path: Path, config: Config | None) -> frozenset[Path]:
    """The directories that have to be watched, each without those below it."""
    found = {path.parent}
    if config is not None:
        for pattern in _patterns(config):
            found.update(_directories(config.root, PurePosixPath(pattern)))
        found.update(template.parent for template in _templates(config))
    return frozenset(directory for directory in found if directory.is_dir())


def _patterns(config: Config) -> list[str]:
    return [each for each in (*config.schema, *config.client_operations) if not is_url(each)]


def _templates(config: Config) -> list[Path]:
    return sorted((config.root / config.templates).glob("*")) if config.templates else []


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
