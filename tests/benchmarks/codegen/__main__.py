"""Generation from large schemas: Graphwright and its peers, in the same run.

Times are of the processor, and those of formatters that a generator starts are in them.

    python -m tests.benchmarks.codegen --peers PYTHON [--sdl DIRECTORY] [--write DOCUMENT]

The interpreter given needs `ariadne-codegen`, `strawberry-graphql[cli]` and `turms`. The directory
holds SDL files and introspection results; without it, a made-up schema of a thousand types is
read. Prints a table in Markdown for each schema, with what failed and how.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.codegen.subjects import SCHEMA, Subject, command_of, python_of, subjects
from tests.benchmarks.report import heading, publish
from tests.codegen.large_schema import synthetic_sdl

from graphwright.sdl.introspection import is_introspection, sdl_of_introspection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COMMAND = "make bench-codegen"
_ENDINGS = (".graphql", ".graphqls", ".gql", ".json")
_LONGEST_ERROR = 100
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Run:
    """A process that ended: seconds of the processor, megabytes at most, and what it said last."""

    seconds: float
    megabytes: float
    failed: bool
    said: str


def run(command: list[str], directory: Path) -> Run:
    """Runs a command to its end."""
    with (directory / "said.txt").open("w+b") as said:
        process = subprocess.Popen(
            command, cwd=directory, env=_environment(), stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = [_plain(line) for line in said.read().decode("utf-8", "replace").splitlines()]
    errors = [line for line in lines if "Error" in line and line.strip("─╭╮╰╯ ") != "Error"]
    last = (errors or [line for line in lines if line] or [""])[-1]
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode != 0, last)


def _environment() -> dict[str, str]:
    """This one's, in which Python keeps what it compiled, as it does where nobody forbids it."""
    return {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}


def _plain(line: str) -> str:
    return line.strip("│╭╮╰╯─❱ ")


def row(subject: Subject, sdl: str, peers: Path, rounds: int) -> str:
    """The line of a subject in the table of a schema."""
    label = subject.label.format(version=_version(subject, peers))
    runs = [_round(subject, sdl, peers) for _ in range(rounds)]
    seconds = median(each.seconds for each, _ in runs)
    megabytes = max(each.megabytes for each, _ in runs)
    return f"| {label} | {seconds:.2f} | {megabytes:.0f} | {runs[-1][1]} |"


def _round(subject: Subject, sdl: str, peers: Path) -> tuple[Run, str]:
    """The run that counts, and the cells of importing and starting what it emitted."""
    with TemporaryDirectory() as name:
        directory = Path(name)
        (directory / SCHEMA).write_text(sdl, "utf-8")
        for path, text in subject.files(sdl).items():
            (directory / path).write_text(text, "utf-8")
        for _ in range(subject.runs_before):
            run(command_of(subject, peers), directory)
        measured = run(command_of(subject, peers), directory)
        if measured.failed:
            return measured, f"nothing emitted: {_short(measured.said)} |"
        python = python_of(subject, peers)
        codes = (subject.imports, subject.starts)
        return measured, " | ".join(
            _done([python, "-c", code], directory) if code else "" for code in codes
        )


def _done(command: list[str], directory: Path) -> str:
    """Whether a command succeeds, the second time, in how many seconds."""
    _, again = run(command, directory), run(command, directory)
    return f"no: {_short(again.said)}" if again.failed else f"yes, {again.seconds:.2f} s"


def _short(text: str) -> str:
    """A text that fits into a cell."""
    cut = text if len(text) <= _LONGEST_ERROR else f"{text[:_LONGEST_ERROR].rstrip()} …"
    return f"`{cut.replace('|', '/').replace('`', '')}`"


def _version(subject: Subject, peers: Path) -> str:
    asked = f"from importlib.metadata import version; print(version('{subject.distribution}'))"
    command = [python_of(subject, peers), "-c", asked]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def schemas(directory: Path | None) -> Mapping[str, str]:
    """The SDL of each schema, by name."""
    if directory is None:
        return {"A made-up schema": synthetic_sdl()}
    found: dict[str, str] = {}
    for path in sorted(directory.iterdir()):
        if path.suffix in _ENDINGS:
            text = path.read_text("utf-8")
            told = is_introspection(path.name, text)
            found[path.stem] = sdl_of_introspection(path.name, text) if told else text
    return found


def report(directory: Path | None, peers: Path, rounds: int) -> Iterator[str]:
    """A table for each schema."""
    yield heading(COMMAND)
    for name, sdl in schemas(directory).items():
        yield f"\n**{name}**, {len(sdl.splitlines()):,} lines\n"
        yield "| generator | CPU s | peak MB | all of it can be imported | a server starts |"
        yield "|---|---:|---:|---|---|"
        for subject in subjects():
            yield row(subject, sdl, peers, rounds)
            print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)


def main() -> None:
    """Measure everything and publish the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, required=True, help="the interpreter of the peers")
    parser.add_argument("--sdl", type=Path, help="a directory with schemas")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, metavar="DOCUMENT", help="where the tables go")
    options = parser.parse_args()
    peers = options.peers.absolute()
    text = "\n".join(report(options.sdl, peers, options.rounds))
    publish(text, "bench-codegen", options.write)


if __name__ == "__main__":
    main()
