"""A scratch git repository."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_IDENTITY = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")


@dataclass(frozen=True, slots=True)
class Repository:
    """A directory under git, on the branch main."""

    root: Path

    @classmethod
    def create(cls, root: Path) -> Repository:
        """An empty repository in the directory, which is made if it is not there."""
        root.mkdir(exist_ok=True)
        repository = cls(root)
        repository.git("init", "--quiet", "--initial-branch=main")
        return repository

    def git(self, *arguments: str) -> str:
        """What git prints."""
        command = ["git", "-C", str(self.root), *_IDENTITY, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def write(self, path: str, text: str) -> None:
        """Write a file of the work tree."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def commit(self) -> str:
        """Commit the work tree; returns the name of the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A change.")
        return self.git("rev-parse", "HEAD")
