"""What is asked of the git command."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from graphwright.errors import GraphwrightError

if TYPE_CHECKING:
    from pathlib import Path

_MAIN_BRANCHES = ("origin/HEAD", "origin/main", "main", "origin/master", "master")


def commit_of(root: Path, ref: str) -> str | None:
    """The name of the commit that a branch, a tag or another name stands for."""
    wanted = f"{ref}^{{commit}}"
    return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)


def merge_base(root: Path, main: str | None) -> str:
    """The commit at which the work tree left the main branch, `main` or the one that is found.

    Raises GraphwrightError when there is no main branch or no common commit.
    """
    for candidate in (main,) if main else _MAIN_BRANCHES:
        if commit_of(root, candidate):
            base = git(root, "merge-base", "HEAD", candidate)
            if base:
                return base
            raise GraphwrightError(
                f"The work tree and '{candidate}' have no common commit. "
                "Was the repository cloned without its history?"
            )
    wanted = f"no branch '{main}'" if main else "no main branch"
    raise GraphwrightError(f"git finds {wanted} in '{root}'. Name one with --main, or name OLD.")


def blob(root: Path, commit: str, path: str) -> bytes:
    """What a file holds in a commit; the path is relative to `root`."""
    done = _run(root, "cat-file", "blob", f"{commit}:./{path}")
    if done.returncode:
        raise GraphwrightError(f"git cannot read '{path}' of {commit}.")
    return done.stdout


def git(root: Path, *arguments: str) -> str | None:
    """What git prints, None if it fails; raises GraphwrightError when there is no git."""
    done = _run(root, *arguments)
    return done.stdout.decode("utf-8").rstrip("\n") if done.returncode == 0 else None


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = shutil.which("git")
    if command is None:
        raise GraphwrightError("There is no command 'git' on the PATH.")
    return subprocess.run([command, "-C", str(root), *arguments], capture_output=True, check=False)
