"""The command line: the only place that prints and sets exit codes."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphwright.collector import collector_at_rest
from graphwright.emit import Comparison, compare, format_files, write
from graphwright.inputs import output_directories, read
from graphwright.last_client import LastClient
from graphwright.last_run import Run, digest_of_inputs, digest_of_tools, last_run, remember
from graphwright.memory import NO_MEMORY
from graphwright.reported import config_option, configured, fail, from_here, rebased
from graphwright.request_headers import header_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphwright.config import Config
    from graphwright.errors import Diagnostic
    from graphwright.inputs import Sources
    from graphwright.memory import Memory


#: Commands that are imported when they are called: each needs libraries of its own.
_COMMANDS = {
    "coverage": (
        "graphwright.coverage.command:coverage_command",
        "Tell which fields, arguments, input fields and enum values the known operations use.",
    ),
    "diff": (
        "graphwright.diff.command:diff_command",
        "Review what changed in the schema between OLD and NEW.",
    ),
    "docs": (
        "graphwright.docs.command:docs_command",
        "Write a reference of the schema as pages.",
    ),
    "explain": (
        "graphwright.explain.command:explain_command",
        "Print what the engine compiles an operation to.",
    ),
    "init": (
        "graphwright.project.command:init_command",
        "Make DIRECTORY a project of graphwright's.",
    ),
    "lint": (
        "graphwright.lint.command:lint_command",
        "Find what is amiss in SDL and operations.",
    ),
    "scaffold": (
        "graphwright.scaffold.command:scaffold_command",
        "Write the resolver methods that the bindings lack.",
    ),
    "watch": (
        "graphwright.watch.command:watch_command",
        "Generate after each save of the schema.",
    ),
}


class _Elsewhere(click.Command):
    """Stands in the list of commands for one of another module, and calls that."""

    def __init__(self, name: str, place: str, text: str) -> None:
        super().__init__(name, help=text)
        self._place = place

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        module, _, name = self._place.partition(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self._place} is no command")
        return command.make_context(info_name, args, parent, **extra)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="graphwright", prog_name="graphwright")
def main() -> None:
    """Code for a GraphQL server and its client, from SDL; and reviews of what changes in it."""


for _name, (_place, _text) in _COMMANDS.items():
    main.add_command(_Elsewhere(_name, _place, _text))


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
    with configured(path) as given, collector_at_rest():
        config = replace(given, lenient=lenient or given.lenient)
        sources = read(config, dict(headers))
        if check:
            comparison = _compare(config, sources, NO_MEMORY)[0]
        else:
            comparison = _generate(config, sources)
    if check:
        _report_check(comparison, config)
    else:
        _report_written(comparison, time.perf_counter() - started)


def _generate(config: Config, sources: Sources) -> Comparison:
    """Writes what changes; with the same inputs and outputs as the last time, that is nothing."""
    tools, last = digest_of_tools(), last_run(config.root)
    inputs = digest_of_inputs(config, sources, tools)
    if last is not None and last.inputs == inputs:
        comparison = last.comparison(config.root, output_directories(config))
        if comparison is not None:
            _warn(config, last.warnings)
            return comparison
    if inputs is None:
        comparison, _, _ = _compare(config, sources, NO_MEMORY)
        write(config.root, comparison)
        return comparison
    client = LastClient(config.root, tools, last)
    comparison, files, warnings = _compare(config, sources, client)
    write(config.root, comparison)
    remember(config.root, Run.of(inputs, files, warnings, client.run))
    return comparison


def _compare(
    config: Config, sources: Sources, memory: Memory
) -> tuple[Comparison, Mapping[str, str], list[Diagnostic]]:
    """What would change, all that is emitted, and what was warned of."""
    # A run with nothing to do does not come here.
    from graphwright.pipeline import generate as generate_files

    warnings: list[Diagnostic] = []
    try:
        files = format_files(generate_files(config, sources, warnings.append, memory))
    finally:
        _warn(config, warnings)
    return compare(config.root, files, output_directories(config)), files, warnings


def _warn(config: Config, warnings: Iterable[Diagnostic]) -> None:
    told = [replace(warning, code=f"warning: {warning.code}") for warning in warnings]
    for line in rebased(told, config.root):
        click.echo(line, err=True)


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
