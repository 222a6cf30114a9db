"""The command line: the only place that prints and sets exit codes."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from graphwright.config import Config, find_config, load_config
from graphwright.coverage.command import coverage_command
from graphwright.diff.command import diff_command
from graphwright.emit import Comparison, compare, format_files, write
from graphwright.errors import Diagnostic, DiagnosticsError, GraphwrightError
from graphwright.lint.command import lint_command
from graphwright.pipeline import generate as generate_files
from graphwright.pipeline import output_directories, read
from graphwright.request_headers import header_option
from graphwright.sdl.introspection import is_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_CONFIG_HELP = """A pyproject.toml, or the directory of one; by default the nearest one, from the
working directory upwards, that has a [tool.graphwright] table."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="graphwright", prog_name="graphwright")
def main() -> None:
    """Code for a GraphQL server and its client, from SDL; and reviews of what changes in it."""


main.add_command(diff_command)
main.add_command(lint_command)
main.add_command(coverage_command)


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; print what would change and exit 1.")
@click.option("--config", "path", type=click.Path(exists=True, path_type=Path), help=_CONFIG_HELP)
@header_option
def generate(check: bool, path: Path | None, headers: tuple[tuple[str, str], ...]) -> None:
    """Emit the packages that [tool.graphwright] asks for.

    Only files whose text changes are written, and files that are no longer emitted are removed.
    With mistakes in the schema, all of them are listed and nothing is written.
    """
    started = time.perf_counter()
    with _mistakes_below(Path.cwd()):
        path = (path or find_config(Path.cwd())).absolute()
    with _mistakes_below(path if path.is_dir() else path.parent):
        config = load_config(path)
        comparison = _compare(config, dict(headers))
    if check:
        _report_check(comparison, config)
    else:
        write(config.root, comparison)
        _report_written(comparison, time.perf_counter() - started)


@contextmanager
def _mistakes_below(root: Path) -> Iterator[None]:
    """Ends the command with the mistakes that are found; their paths are relative to `root`."""
    try:
        yield
    except DiagnosticsError as error:
        _fail(_rebased(error.diagnostics, root))
    except GraphwrightError as error:
        _fail([str(error)])


def _compare(config: Config, headers: Mapping[str, str]) -> Comparison:
    files = format_files(generate_files(config, read(config, headers)))
    return compare(config.root, files, output_directories(config))


def _report_check(comparison: Comparison, config: Config) -> None:
    if not comparison.changes:
        click.echo(f"{comparison.unchanged} files are up to date.")
        return
    for change in comparison.changes:
        click.echo(change.diff(), nl=False)
    command = "graphwright generate"
    if Path.cwd() != config.root:
        command += f" --config {_shown(config.root)}"
    _fail([f"{_files(len(comparison.changes))} not up to date. Run: {command}"])


def _report_written(comparison: Comparison, seconds: float) -> None:
    removed = sum(change.after is None for change in comparison.changes)
    written = len(comparison.changes) - removed
    click.echo(
        f"{written} written, {removed} removed, {comparison.unchanged} unchanged in {seconds:.2f} s"
    )


def _files(number: int) -> str:
    return "1 file is" if number == 1 else f"{number} files are"


def _rebased(diagnostics: Iterable[Diagnostic], root: Path) -> list[str]:
    """The diagnostics with their paths relative to the working directory, and their number."""
    shown = [str(_below(root, diagnostic)) for diagnostic in diagnostics]
    mistakes = "1 mistake" if len(shown) == 1 else f"{len(shown)} mistakes"
    return [*shown, f"{mistakes}; nothing was written."]


def _below(root: Path, diagnostic: Diagnostic) -> Diagnostic:
    if is_url(diagnostic.path):
        return diagnostic
    return replace(diagnostic, path=_shown(root / diagnostic.path))


def _shown(path: Path) -> str:
    """The path relative to the working directory."""
    return Path(os.path.relpath(path)).as_posix()


def _fail(lines: Iterable[str]) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)
