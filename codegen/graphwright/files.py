"""Hand-written files, added to or made anew: all of them, or none."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def write_all(root: Path, files: Mapping[str, str]) -> None:
    """Write the texts by path below `root`; if one cannot be written, none is.

    Raises OSError, with everything as it was.
    """
    made: list[Path] = []
    staged: list[tuple[Path, Path]] = []
    try:
        for path, text in files.items():
            target = (root / path).resolve()
            if target.is_dir():
                raise IsADirectoryError(f"'{path}' is a directory")
            made += _make_directories(target.parent)
            temporary = target.with_name(f".{target.name}.graphwright")
            made.append(temporary)
            temporary.write_text(text, "utf-8", newline="")
            if target.exists():
                shutil.copymode(target, temporary)
            staged.append((temporary, target))
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir() if each.is_dir() else each.unlink()
        raise
    for temporary, target in staged:
        os.replace(temporary, target)


def _make_directories(directory: Path) -> Iterator[Path]:
    missing = [each for each in (directory, *directory.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        yield each
