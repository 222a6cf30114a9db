"""Where files are read from: the work tree, or a commit of a git repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from graphwright.elements.git import blob, commit_of, git
from graphwright.elements.patterns import pattern_regex
from graphwright.errors import GraphwrightError
from graphwright.sdl.sources import matching_paths


class Tree(Protocol):
    """Files by their paths with `/`, relative to a directory."""

    def matching(self, pattern: str) -> list[str]:
        """Paths of the files that match, sorted."""
        ...

    def is_directory(self, path: str) -> bool:
        """Whether the path is a directory."""
        ...

    def is_file(self, path: str) -> bool:
        """Whether the path is a file."""
        ...

    def read(self, path: str) -> bytes:
        """What the file holds."""
        ...


@dataclass(frozen=True, slots=True)
class WorkTree:
    """The files below a directory as they are."""

    root: Path

    def matching(self, pattern: str) -> list[str]:
        """Paths of the files that match, sorted."""
        return matching_paths(self.root, pattern)

    def is_directory(self, path: str) -> bool:
        """Whether the path is a directory."""
        return (self.root / path).is_dir()

    def is_file(self, path: str) -> bool:
        """Whether the path is a file."""
        return (self.root / path).is_file()

    def read(self, path: str) -> bytes:
        """What the file holds."""
        return (self.root / path).read_bytes()


@dataclass(frozen=True, slots=True)
class GitTree:
    """The files that a commit has below a directory; paths are relative to that."""

    root: Path
    commit: str
    names: frozenset[str]

    @classmethod
    def of(cls, root: Path, ref: str) -> GitTree:
        """The tree of a branch, a tag or a commit; raises GraphwrightError if there is none."""
        commit = commit_of(root, ref)
        if commit is None:
            raise GraphwrightError(f"git knows no commit '{ref}' in '{root}'.")
        listed = git(root, "ls-tree", "-r", "-z", "--name-only", commit) or ""
        return cls(root, commit, frozenset(name for name in listed.split("\0") if name))

    def matching(self, pattern: str) -> list[str]:
        """Paths of the files that match, sorted."""
        regex = pattern_regex(_normal(pattern))
        return sorted(name for name in self.names if regex.fullmatch(name))

    def is_directory(self, path: str) -> bool:
        """Whether the path is a directory."""
        prefix = _normal(path)
        return prefix == "." or any(name.startswith(f"{prefix}/") for name in self.names)

    def is_file(self, path: str) -> bool:
        """Whether the path is a file."""
        return _normal(path) in self.names

    def read(self, path: str) -> bytes:
        """What the file holds."""
        return blob(self.root, self.commit, _normal(path))


def _normal(path: str) -> str:
    return PurePosixPath(path).as_posix()
