"""Python modules in the style of graphwright: imports sorted, text formatted, in memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from graphwright.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The user's own settings stay out, so that the bytes are the same everywhere.
_STYLE = ("--isolated", "--no-cache", "--quiet", "--line-length=100", "--target-version=py311")
_SORT_IMPORTS = ("I",)


class Formatted(str):
    """The text of a module that was formatted already."""

    __slots__ = ()


def format_modules(
    modules: Mapping[str, str],
    rules: Iterable[str] = _SORT_IMPORTS,
    beside: Iterable[str] = (),
) -> dict[str, Formatted]:
    """The formatted modules, by the same paths; `rules` are what ruff mends before.

    `beside` are paths of other modules: imports are sorted by whether they are among them. Raises FormatError for text that is no Python or breaks a rule that ruff cannot mend.
    """
    if not modules:
        return {}
    with tempfile.TemporaryDirectory(prefix="graphwright-") as directory:
        root = Path(directory)
        for path, text in {**dict.fromkeys(beside, ""), **modules}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8", newline="\n")
        _ruff(root, "check", "--fix", f"--select={','.join(rules)}")
        _ruff(root, "format")
        return {path: Formatted((root / path).read_text("utf-8")) for path in modules}


def format_like(root: Path, path: str, text: str) -> str:
    """The module formatted by the settings of the project at `root` for the path.

    Raises FormatError for text that is no Python, and for settings that ruff does not take.
    """
    for command in (["check", "--select=I", "--fix-only"], ["format"]):
        text = _output(
            root, [*command, "--no-cache", "--quiet", f"--stdin-filename={path}", "-"], text
        )
    return text


def _output(root: Path, command: Iterable[str], text: str) -> str:
    done = subprocess.run(
        [_executable(), *command], cwd=root, input=text, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise FormatError(f"The formatter refused what was rendered:\n{done.stdout}{done.stderr}")
    return done.stdout


def _ruff(root: Path, *command: str) -> None:
    _output(root, [*command, *_STYLE, "."], "")


def _executable() -> str:
    """The ruff beside this Python, or else the one on the PATH."""
    places = [sysconfig.get_path("scripts"), os.environ.get("PATH", "")]
    found = shutil.which("ruff", path=os.pathsep.join(places))
    if found is None:
        raise FormatError("There is no ruff. Install graphwright[codegen].")
    return found
