"""Exceptions of a project's own code, in a sentence and with their place."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def what_was_raised(error: BaseException) -> str:
    """`KeyError: 'x'`, the last line of what a traceback would say, without a stop."""
    lines = "".join(traceback.format_exception_only(error)).strip().splitlines()
    return lines[-1].rstrip(".")


def place_below(error: BaseException, root: Path) -> str:
    """`shop/rules.py:12`, the innermost place below the root; empty if there is none."""
    places = [f"{path}:{line}" for path, line in _frames_below(error, root.resolve())]
    return places[-1] if places else ""


def _frames_below(error: BaseException, root: Path) -> Iterator[tuple[str, int]]:
    """Frames of the project's own: an environment may lie inside of it."""
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(root) and not path.is_relative_to(sys.prefix):
            yield path.relative_to(root).as_posix(), frame.lineno or 1
