"""The files of a reference to a folder that holds nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.errors import GraphwrightError
from graphwright.files import write_all

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Lists the files that were written, so that a later run knows which are its own.
MANIFEST = ".graphwright-docs"


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, removed and left as they were."""

    written: int
    removed: int
    unchanged: int


def check_folder(folder: Path) -> None:
    """Raise GraphwrightError if the folder holds anything that was not written here."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise GraphwrightError(f"'{folder}' is a file. Name a folder with --out.")
    if any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise GraphwrightError(
            f"'{folder}' holds files that `graphwright docs` did not write. "
            "Name another folder with --out, or empty it."
        )


def write_files(folder: Path, texts: Mapping[str, str]) -> Written:
    """Make the folder hold those files; what an earlier run wrote besides goes.

    If one cannot be written, none is. Raises GraphwrightError then, and for a folder of others.
    """
    check_folder(folder)
    stale = _listed(folder) - texts.keys()
    differing = {name: text for name, text in texts.items() if _text(folder / name) != text}
    manifest = "".join(f"{name}\n" for name in sorted(texts))
    write_all(folder, {**differing, MANIFEST: manifest})
    for name in stale:
        (folder / name).unlink(missing_ok=True)
        _remove_empty((folder / name).parent, folder)
    return Written(len(differing), len(stale), len(texts) - len(differing))


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None


def _remove_empty(directory: Path, root: Path) -> None:
    while directory != root and directory.is_dir() and not any(directory.iterdir()):
        directory.rmdir()
        directory = directory.parent


def _listed(folder: Path) -> set[str]:
    """The files that the manifest names, as far as they are inside of the folder."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return set()
    root = folder.resolve()
    names = manifest.read_text("utf-8").splitlines()
    return {name for name in names if (root / name).resolve().is_relative_to(root)}
