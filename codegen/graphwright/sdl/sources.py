"""The files that glob patterns name, read as GraphQL sources."""

from __future__ import annotations

import glob
import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from graphql import Source

from graphwright.errors import Diagnostic, DiagnosticsError

if TYPE_CHECKING:
    from collections.abc import Iterable


def matching_paths(root: Path, pattern: str) -> list[str]:
    """Paths of the files that match, relative to `root`, with `/`, sorted."""
    found = glob.glob(pattern, root_dir=root, recursive=True)
    files = [path for path in found if (root / path).is_file()]
    return sorted(PurePath(os.path.normpath(path)).as_posix() for path in files)


def read_sources(root: Path, paths: Iterable[str]) -> tuple[Source, ...]:
    """One Source a file, named by its path relative to `root`.

    Raises DiagnosticsError for every file that is not UTF-8.
    """
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    for path in paths:
        content = (root / path).read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            diagnostics.append(Diagnostic(path, line, 1, "GW102", "The file is not UTF-8 text."))
        else:
            sources.append(Source(text.replace("\r\n", "\n"), path))
    if diagnostics:
        raise DiagnosticsError(diagnostics)
    return tuple(sources)
