"""Emitted packages pass mypy, pyright and ruff; wrong uses of them do not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

pytestmark = pytest.mark.usefixtures("emitted")

_MYPY_LINE = re.compile(r"^(.+?):(\d+): error: (.*)$", re.MULTILINE)
_PYRIGHT_SETTINGS = {
    "include": ["cases"],
    "typeCheckingMode": "strict",
    "pythonVersion": "3.11",
    # What a person may write in a server of their own is not the matter here.
    "reportUnusedExpression": False,
}


def test_mypy_finds_the_marked_mistakes_and_no_others(emitted: Path, mypy_cache: Path) -> None:
    """In strict mode, over all packages and their uses at once."""
    settings = ["--strict", "--python-version=3.11", "--no-error-summary"]
    layout = ["--namespace-packages", "--explicit-package-bases", "--hide-error-context"]
    cache = f"--cache-dir={mypy_cache}"
    done = _run(emitted, "mypy", *settings, *layout, cache, "cases")
    assert done.stderr == ""
    _compare(_MYPY_LINE.findall(done.stdout), emitted)


def test_pyright_finds_the_marked_mistakes_and_no_others(emitted: Path) -> None:
    """In strict mode, over all packages and their uses at once."""
    (emitted / "pyrightconfig.json").write_text(json.dumps(_PYRIGHT_SETTINGS))
    done = _run(emitted, "pyright", "--outputjson", "--pythonpath", sys.executable)
    found = [
        (
            Path(diagnostic["file"]).relative_to(emitted).as_posix(),
            diagnostic["range"]["start"]["line"] + 1,
            diagnostic["message"],
        )
        for diagnostic in json.loads(done.stdout)["generalDiagnostics"]
    ]
    _compare(found, emitted)


def test_ruff_finds_nothing(emitted: Path) -> None:
    """With its default rules, those on imports, on old syntax and on likely bugs."""
    rules = ["--isolated", "--no-cache", "--extend-select=I,UP,B,TC", "--line-length=100"]
    # Codecs and classes of a project are its own here, a third party's when they are formatted.
    own = "--config=lint.isort.known-third-party=['archive', 'library', 'market', 'shop']"
    models = "--config=lint.flake8-type-checking.runtime-evaluated-base-classes="
    settings = ["--target-version=py311", own, f"{models}['pydantic.BaseModel']"]
    done = _run(emitted, "ruff", "check", *rules, *settings, "cases", "--exclude=uses.py")
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_would_format_nothing_anew(emitted: Path) -> None:
    """In the style that emitted files have."""
    style = ["--isolated", "--no-cache", "--line-length=100", "--target-version=py311"]
    done = _run(emitted, "ruff", "format", "--check", *style, "cases", "--exclude=uses.py")
    assert done.returncode == 0, done.stdout + done.stderr


def _run(directory: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )


def _compare(found: Iterable[tuple[str, str, str]], emitted: Path) -> None:
    """Every marked line has a mistake, and no other line has one."""
    marked = set(_marked(emitted))
    reported = {f"{path}:{line}": message for path, line, message in found}
    unexpected = {place: reported[place] for place in reported.keys() - marked}
    assert (unexpected, marked - reported.keys()) == ({}, set())


def _marked(emitted: Path) -> Iterator[str]:
    """The lines of the `uses.py` files that are marked as mistakes."""
    for path in sorted((emitted / "cases").glob("*/uses.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.endswith("# E"):
                yield f"{path.relative_to(emitted).as_posix()}:{number}"
