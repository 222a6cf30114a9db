"""Exceptions of a project's own code, in a sentence and with their place."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def what_was_raised(error: BaseException) -> str:
    """`KeyError: 'x'`, the kind and the first line of the message, without a stop."""
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    first = next(iter(message.strip().splitlines()), "").rstrip(".")
    kind = type(error).__name__
    return f"{kind}: {first}" if first else kind


def place_below(error: BaseException, root: Path) -> str:
    """`shop/rules.py:12`, the innermost place below the root; empty if there is none."""
    places = [f"{path}:{line}" for path, line in _frames_below(error, root.resolve())]
    return places[-1] if places else ""


def _frames_below(error: BaseException, root: Path) -> Iterator[tuple[str, int]]:
    """Frames of the project's own: an environment may lie inside of it.

    What is no Python has no frame; its place is the last one.
    """
    places = [(each.filename, each.lineno) for each in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    for filename, line in places:
        path = Path(filename)
        if path.is_relative_to(root) and not path.is_relative_to(sys.prefix):
            yield path.relative_to(root).as_posix(), line or 1
