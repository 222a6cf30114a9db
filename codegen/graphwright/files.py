"""Hand-written files, added to or made anew: all of them, or none."""

from __future__ import annotations

import shutil
from contextlib import suppress
from errno import EISDIR
from typing import TYPE_CHECKING

from graphwright.errors import GraphwrightError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def write_all(root: Path, files: Mapping[str, str]) -> None:
    """Write the texts by path below `root`; if one cannot be written, none is.

    Raises GraphwrightError that names the file, with everything as it was.
    """
    made: list[Path] = []
    staged: list[tuple[Path, Path]] = []
    for path, text in files.items():
        try:
            staged.append(_stage((root / path).resolve(), text, made))
        except OSError as error:
            _remove(made)
            reason = error.strerror or str(error)
            message = f"'{path}' cannot be written: {reason}. Nothing was written."
            raise GraphwrightError(message) from error
    for temporary, target in staged:
        temporary.replace(target)


def _stage(target: Path, text: str, made: list[Path]) -> tuple[Path, Path]:
    """The file with the text beside the target; it and new directories join what is `made`."""
    if target.is_dir():
        raise IsADirectoryError(EISDIR, "it is a directory")
    made += _make_directories(target.parent)
    temporary = target.with_name(f".{target.name}.graphwright")
    made.append(temporary)
    temporary.write_text(text, "utf-8", newline="")
    if target.exists():
        shutil.copymode(target, temporary)
    return temporary, target


def _remove(made: list[Path]) -> None:
    for each in reversed(made):
        with suppress(OSError):
            each.rmdir() if each.is_dir() else each.unlink()


def _make_directories(directory: Path) -> Iterator[Path]:
    missing = [each for each in (directory, *directory.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        yield each
