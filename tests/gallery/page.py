"""A page of docs/mistakes: entries of files and of commands, and what the commands answer."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from graphwright.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGES = Path(__file__).parents[2] / "docs" / "mistakes"
_PATH = re.compile(r"`([^`]+)`")
_FENCE = "```"
_CONSOLE = "```console"
_SECONDS = re.compile(r"\d+\.\d\d s\b")
_TRACEBACK = "Traceback (most recent call last):\n"
_FRAMES = re.compile(r"^  File .*\n(?:    .*\n)*", re.MULTILINE)


@dataclass
class Entry:
    """A mistake: its files, by path, and its commands."""

    title: str
    files: dict[str, str]
    commands: list[str] = field(default_factory=list)


def page_names() -> list[str]:
    """The pages that have entries."""
    return sorted(path.stem for path in PAGES.glob("*.md") if path.stem != "README")


def entries(page: str) -> list[Entry]:
    """The entries of a page; files above the first one belong to all."""
    shared = Entry("", {})
    found: list[Entry] = []
    path = ""
    lines = iter((PAGES / f"{page}.md").read_text("utf-8").splitlines())
    for line in lines:
        entry = found[-1] if found else shared
        if line.startswith("## "):
            found.append(Entry(line.removeprefix("## "), dict(shared.files)))
        elif line == _CONSOLE:
            entry.commands += [each[2:] for each in _block(lines) if each.startswith("$ ")]
        elif line.startswith(_FENCE):
            entry.files[path] = "\n".join(_block(lines)) + "\n"
        elif match := _PATH.fullmatch(line):
            path = match[1]
    return found


def _block(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line == _FENCE:
            return
        yield line


def rewritten(page: str, answers: Mapping[str, str]) -> str:
    """The text of the page with the consoles of its entries, by their titles."""
    text: list[str] = []
    title = ""
    lines = iter((PAGES / f"{page}.md").read_text("utf-8").splitlines())
    for line in lines:
        text.append(line)
        if line.startswith("## "):
            title = line.removeprefix("## ")
        elif line == _CONSOLE:
            list(_block(lines))
            text += [answers[title].rstrip("\n"), _FENCE]
    return "\n".join(text) + "\n"


def answer(entry: Entry, directory: Path, cache: Path) -> str:
    """What a console shows that runs the entry in the directory."""
    for path, text in entry.files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text, "utf-8")
    return "".join(_run(command, directory, cache) for command in entry.commands)


def _run(command: str, directory: Path, cache: Path) -> str:
    """The prompt, the answer, and the exit code if it is one of failure."""
    program, *arguments = shlex.split(command)
    if program == "graphwright":
        code, output = _in_process(arguments, directory)
    else:
        words = {
            "cp": [program, *arguments],
            "python": [sys.executable, *arguments],
            "mypy": [sys.executable, "-m", "mypy", "--strict", f"--cache-dir={cache}", *arguments],
        }
        done = subprocess.run(
            words[program],
            cwd=directory,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        code, output = done.returncode, _last_error(done.stdout)
    output = _SECONDS.sub("… s", output)
    if output and not output.endswith("\n"):
        output += "\n"
    return f"$ {command}\n{output}" + (f"[exit code {code}]\n" if code else "")


def _last_error(output: str) -> str:
    """The output without frames, and without the errors that led to the last one."""
    before, *errors = output.split(_TRACEBACK)
    return before + (_TRACEBACK + _FRAMES.sub("", errors[-1]) if errors else "")


def _in_process(arguments: list[str], directory: Path) -> tuple[int, str]:
    before = Path.cwd()
    os.chdir(directory)
    try:
        result = CliRunner().invoke(
            main, arguments, prog_name="graphwright", catch_exceptions=False
        )
    finally:
        os.chdir(before)
    return result.exit_code, result.output
