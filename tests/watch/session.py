"""A project that is watched while somebody works on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.watch.command import watch
from graphwright.watch.generation import Generation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Session:
    """A project that is watched while somebody works on it."""

    root: Path

    def follow(self, *steps: Callable[[], object]) -> list[list[str]]:
        """What is said at the start and after each step, without clock and durations."""
        told: list[list[str]] = [[]]

        def changes() -> Iterator[None]:
            for step in steps:
                told.append([])
                step()
                yield

        def say(line: str, _: bool) -> None:
            line = re.sub(r"^\d\d:\d\d:\d\d ", "", line)
            told[-1].append(re.sub(r" in \d+\.\d\d s$", "", line))

        watch(Generation(self.root / "pyproject.toml"), changes(), say)
        return told

    def saved(self, path: str, text: str) -> Callable[[], object]:
        """The step that saves a file."""
        return lambda: (self.root / path).write_text(text)
