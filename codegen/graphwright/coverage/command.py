"""`graphwright coverage`: the command.

Exit codes: 0 when enough of the schema is used; 1 when less than `--fail-under` is; 2 when the
command was used wrongly or a file cannot be read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphwright.collector import collector_at_rest
from graphwright.coverage.coverage import Coverage, coverage
from graphwright.coverage.reports import FORMATS
from graphwright.elements.operations import read_operations
from graphwright.elements.project import load_project
from graphwright.elements.sources import (
    Workspace,
    load_matching,
    load_side,
    load_sources,
    load_work_tree,
)
from graphwright.elements.trees import WorkTree
from graphwright.errors import GraphwrightError
from graphwright.request_headers import header_option

WRONG_USE = 2


@click.command("coverage")
@click.argument("operations", nargs=-1)
@click.option(
    "--schema", help="A file, a glob, a directory, an introspection result, a URL or git:REF."
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="table",
    show_default=True,
    help="What to write: a row a type, the elements that are not used, or all for programs.",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    help="The least share of used elements, in per cent.",
)
@header_option
@click.option("--config", type=click.Path(exists=True, path_type=Path), help="The pyproject.toml.")
@click.pass_context
def coverage_command(context: click.Context, /, **options: Any) -> None:
    """Tell which fields, arguments, input fields and enum values the known operations use.

    OPERATIONS are files, directories, globs or git:REF:PATH; by default those that
    [tool.graphwright.client] names. What a variable may carry and what a selected field may return
    counts as used.

    Exit codes: 0 enough is used, 1 less than --fail-under is, 2 wrong use.
    """
    with collector_at_rest():
        try:
            found = _coverage(options)
        except GraphwrightError as error:
            click.echo(str(error), err=True)
            context.exit(WRONG_USE)
        click.echo(FORMATS[options["format_name"]](found), nl=False)
    least: float | None = options["fail_under"]
    if least is not None and found.total.percent < least:
        click.echo(f"That is less than {least:g} %.", err=True)
        context.exit(1)


def _coverage(options: dict[str, Any]) -> Coverage:
    project = load_project(Path.cwd(), options["config"])
    workspace = Workspace(
        Path.cwd(), project.root, project.schema, headers=dict(options["headers"])
    )
    word: str | None = options["schema"]
    side = load_work_tree(workspace) if word is None else load_side(word, workspace)
    if options["operations"]:
        sources = load_sources(options["operations"], workspace)
    else:
        sources = load_matching(project.operations, WorkTree(project.root))
    if not sources:
        raise GraphwrightError(
            "There are no operations. Name their files, or set operations in "
            "[tool.graphwright.client]."
        )
    return coverage(side.snapshot, read_operations(side.snapshot, sources))
