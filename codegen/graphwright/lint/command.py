"""`graphwright lint`: the command.

Exit codes: 0 when nothing weighs enough to fail; 1 when something does; 2 when the command was used
wrongly or a file cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from graphql import Source

from graphwright.collector import collector_at_rest
from graphwright.elements.sources import Workspace, load_matching, load_sources
from graphwright.elements.trees import WorkTree
from graphwright.errors import GraphwrightError
from graphwright.lint.catalogue import RULES
from graphwright.lint.linting import fix, lint
from graphwright.lint.reports.formats import FORMATS
from graphwright.lint.rule import Severity
from graphwright.lint.settings import Settings, load_settings
from graphwright.sdl.introspection import is_introspection, is_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.lint.report import Report

WRONG_USE = 2

_LEVELS = (Severity.ERROR.value, Severity.WARNING.value)


@click.command("lint")
@click.argument("files", nargs=-1)
@click.option("--fix", "mend", is_flag=True, help="Mend in the files what can be mended safely.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="What to write to the standard output.",
)
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    default=_LEVELS[0],
    show_default=True,
    help="The least severity that fails.",
)
@click.option("--rules", "list_rules", is_flag=True, help="List the rules and what they ask for.")
@click.option("--config", type=click.Path(exists=True, path_type=Path), help="The pyproject.toml.")
@click.pass_context
def lint_command(context: click.Context, /, **options: Any) -> None:
    """Find what is amiss in SDL and operations.

    FILES are files, directories or globs of either; by default those that [tool.graphwright] names.
    [tool.graphwright.lint] gives rules a severity: rule = "error", "warning" or "off". A comment
    `# graphwright: allow RULE reason` above an element, or behind it, allows what is meant.

    Exit codes: 0 nothing to mend, 1 something to mend, 2 wrong use.
    """
    with collector_at_rest():
        try:
            settings = load_settings(Path.cwd(), options["config"])
            if options["list_rules"]:
                click.echo(_listed(settings), nl=False)
                return
            files = _files(options["files"], settings)
            report = _mend(files, settings) if options["mend"] else _look(files, settings)
        except GraphwrightError as error:
            click.echo(str(error), err=True)
            context.exit(WRONG_USE)
        report = replace(report, fail_on=Severity(options["fail_on"]))
        click.echo(FORMATS[options["format_name"]](report), nl=False)
    context.exit(0 if report.passes else 1)


@dataclass(frozen=True, slots=True)
class _Files:
    """Sources, and the directory that their names are relative to; None for those of a commit."""

    root: Path | None
    sources: tuple[Source, ...]


def _files(words: Sequence[str], settings: Settings) -> _Files:
    if words:
        directory = Path.cwd()
        workspace = Workspace(directory, settings.root, settings.schema)
        found = {source.name: source for source in load_sources(words, workspace)}
        in_work_tree = not any(word.startswith("git:") for word in words)
        return _Files(directory if in_work_tree else None, tuple(found.values()))
    if not settings.schema:
        raise GraphwrightError(
            "No [tool.graphwright] table here or above names the schema. Name the files."
        )
    configured = (*settings.schema, *settings.operations)
    patterns = [word for word in configured if not is_url(word)]
    matching = load_matching(patterns, WorkTree(settings.root))
    # What servers tell was printed by a program: nobody can mend it.
    sources = tuple(each for each in matching if not is_introspection(each.name, each.body))
    if not sources:
        quoted = " or ".join(f"'{word}'" for word in configured)
        raise GraphwrightError(f"There is no file of SDL or operations in {quoted}.")
    return _Files(settings.root, sources)


def _look(files: _Files, settings: Settings) -> Report:
    return lint(files.sources, settings.severities)


def _mend(files: _Files, settings: Settings) -> Report:
    root = files.root
    if root is None:
        raise GraphwrightError("Only files of the work tree can be mended, not those of a commit.")
    as_written = [_as_written(root / source.name, source.name) for source in files.sources]
    fixed = fix(as_written, settings.severities)
    for before, after in zip(as_written, fixed.sources, strict=True):
        if before.body != after.body:
            (root / after.name).write_bytes(after.body.encode())
    return replace(lint(fixed.sources, settings.severities), fixed=fixed.count)


def _as_written(path: Path, name: str) -> Source:
    """The file with its line endings and its byte order mark."""
    return Source(path.read_bytes().decode(), name)


def _listed(settings: Settings) -> str:
    width = max(len(rule.name) for rule in RULES)
    lines: list[str] = []
    for rule in RULES:
        severity = settings.severities.get(rule.name, rule.severity).value
        mended = " (--fix)" if rule.fixes else ""
        lines.append(f"{rule.name:<{width}}  {severity:<7}  {rule.asks}{mended}\n")
    return "".join(lines)
