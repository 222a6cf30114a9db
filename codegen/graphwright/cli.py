"""The command line: the only place that prints and sets exit codes."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphwright.coverage.command import coverage_command
from graphwright.diff.command import diff_command
from graphwright.docs.command import docs_command
from graphwright.emit import Comparison, compare, format_files, write
from graphwright.lint.command import lint_command
from graphwright.pipeline import generate as generate_files
from graphwright.pipeline import output_directories, read
from graphwright.project.command import init_command
from graphwright.reported import config_option, configured, fail, from_here, rebased
from graphwright.request_headers import header_option
from graphwright.scaffold.command import scaffold_command
from graphwright.watch.command import watch_command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.config import Config
    from graphwright.errors import Diagnostic


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="graphwright", prog_name="graphwright")
def main() -> None:
    """Code for a GraphQL server and its client, from SDL; and reviews of what changes in it."""


main.add_command(diff_command)
main.add_command(lint_command)
main.add_command(coverage_command)
main.add_command(docs_command)
main.add_command(scaffold_command)
main.add_command(init_command)
main.add_command(watch_command)


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; print what would change and exit 1.")
@click.option("--lenient", is_flag=True, help="Read SDL with known defects, and warn of each.")
@config_option
@header_option
def generate(
    check: bool, lenient: bool, path: Path | None, headers: tuple[tuple[str, str], ...]
) -> None:
    """Emit the packages that [tool.graphwright] asks for.

    Only files whose text changes are written, and files that are no longer emitted are removed.
    With mistakes in the schema, all of them are listed and nothing is written.
    """
    started = time.perf_counter()
    with configured(path) as given:
        config = replace(given, lenient=lenient or given.lenient)
        comparison = _compare(config, dict(headers))
    if check:
        _report_check(comparison, config)
    else:
        write(config.root, comparison)
        _report_written(comparison, time.perf_counter() - started)


def _compare(config: Config, headers: Mapping[str, str]) -> Comparison:
    def warn(warning: Diagnostic) -> None:
        told = replace(warning, code=f"warning: {warning.code}")
        click.echo("\n".join(rebased([told], config.root)), err=True)

    files = format_files(generate_files(config, read(config, headers), warn))
    return compare(config.root, files, output_directories(config))


def _report_check(comparison: Comparison, config: Config) -> None:
    if not comparison.changes:
        click.echo(f"{comparison.unchanged} files are up to date.")
        return
    for change in comparison.changes:
        click.echo(change.diff(), nl=False)
    command = "graphwright generate"
    if Path.cwd() != config.root:
        command += f" --config {from_here(config.root)}"
    fail([f"{_files(len(comparison.changes))} not up to date. Run: {command}"])


def _report_written(comparison: Comparison, seconds: float) -> None:
    removed = sum(change.after is None for change in comparison.changes)
    written = len(comparison.changes) - removed
    click.echo(
        f"{written} written, {removed} removed, {comparison.unchanged} unchanged in {seconds:.2f} s"
    )


def _files(number: int) -> str:
    return "1 file is" if number == 1 else f"{number} files are"
