"""A case: a directory with a small project, and what `graphwright generate` makes of it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from graphwright.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from click.testing import Result

CASES = Path(__file__).parent / "cases"
EXPECTED = "expected"
DIAGNOSTICS = "expected.txt"
USES = "uses.py"
_CACHES = frozenset({"__pycache__", ".graphwright_cache"})
_IGNORED = shutil.ignore_patterns(EXPECTED, DIAGNOSTICS, USES, "__pycache__")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run printed, how it ended, and the files that it added, by path."""

    exit_code: int
    output: str
    files: Mapping[str, str]


def case_names(*, failing: bool) -> list[str]:
    """The names of the cases that emit something, or of those that fail."""
    return sorted(path.name for path in CASES.iterdir() if (path / DIAGNOSTICS).exists() is failing)


def run_case(name: str, directory: Path) -> Outcome:
    """Generates the case in a copy of its project, which is made in the directory."""
    project = directory / name
    shutil.copytree(CASES / name, project, ignore=_IGNORED)
    given = read_tree(project)
    result = run(project, "generate")
    files = {path: text for path, text in read_tree(project).items() if path not in given}
    return Outcome(result.exit_code, result.output, files)


def run(project: Path, *arguments: str) -> Result:
    """Runs graphwright in the project's directory."""
    before = Path.cwd()
    os.chdir(project)
    try:
        return CliRunner().invoke(main, arguments, catch_exceptions=False)
    finally:
        os.chdir(before)


def read_tree(directory: Path) -> dict[str, str]:
    """The text of every file below the directory, by path; caches are left out."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not _CACHES.intersection(path.parts)
    }


def write_tree(directory: Path, files: Mapping[str, str]) -> None:
    """Makes the directory hold the files and nothing else."""
    shutil.rmtree(directory, ignore_errors=True)
    for path, text in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text, "utf-8", newline="\n")


def project(directory: Path, files: Mapping[str, str], settings: Iterable[str] = ()) -> Path:
    """A project of schema files, with further lines in its [tool.graphwright] table."""
    head = ["[tool.graphwright]", 'schema = ["schema/*.graphql"]', 'server = "api"']
    table = "\n".join([*head, *settings])
    write_tree(directory, {"pyproject.toml": f"{table}\n", **files})
    return directory
