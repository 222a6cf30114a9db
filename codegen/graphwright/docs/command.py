"""`graphwright docs`: the command.

Exit codes: 0 when the pages were written; 2 when the command was used wrongly or a file cannot be read.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphwright.collector import collector_at_rest
from graphwright.docs.build import build_reference
from graphwright.docs.html_pages import html_pages
from graphwright.docs.markdown_pages import markdown_pages
from graphwright.docs.output import check_folder, write_files
from graphwright.docs.settings import Settings, settings_of
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graphql import Source

    from graphwright.docs.reference import Reference
    from graphwright.elements.project import Project

WRONG_USE = 2

FORMATS: Mapping[str, Callable[[Reference], Iterator[tuple[str, str]]]] = {
    "html": html_pages,
    "markdown": markdown_pages,
}
_FIRST_PAGES = {"html": "index.html", "markdown": "README.md"}


@click.command("docs")
@click.option("--out", type=click.Path(path_type=Path), help="The folder.  [default: build/docs]")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="html",
    show_default=True,
    help="What to write.",
)
@click.option("--title", help="What the pages are headed with.")
@click.option(
    "--schema", help="A file, a glob, a directory, an introspection result, a URL or git:REF."
)
@click.option(
    "--operations",
    multiple=True,
    help="Operations of clients: a file, a directory, a glob or git:REF:PATH; may be repeated.",
)
@header_option
@click.option("--config", type=click.Path(exists=True, path_type=Path), help="The pyproject.toml.")
@click.pass_context
def docs_command(context: click.Context, /, **options: Any) -> None:
    """Write a reference of the schema as pages.

    Every type has a page: its fields and arguments, since when they are there, what is deprecated, which
    operations of clients use them, and where else the type is named. The HTML pages need no server and
    no network: open index.html. --format markdown writes pages for a wiki or a repository.

    The folder may hold nothing that was not written here before. Settings are in
    [tool.graphwright.docs]: title, description and out.

    Exit codes: 0 written, 2 wrong use.
    """
    started = time.perf_counter()
    with collector_at_rest():
        try:
            project = load_project(Path.cwd(), options["config"])
            settings = settings_of(project)
            out: Path = options["out"] or project.root / settings.out
            check_folder(out)
            reference = _reference(options, project, settings)
            texts = _rendered(reference, options["format_name"])
            done = write_files(out, texts)
        except GraphwrightError as error:
            click.echo(str(error), err=True)
            context.exit(WRONG_USE)
    first = os.path.relpath(out / _FIRST_PAGES[options["format_name"]])
    click.echo(
        f"{done.written} written, {done.removed} removed, {done.unchanged} unchanged"
        f" in {time.perf_counter() - started:.1f} s: {first}"
    )


def _reference(options: dict[str, Any], project: Project, settings: Settings) -> Reference:
    workspace = Workspace(
        Path.cwd(), project.root, project.schema, headers=dict(options["headers"])
    )
    word: str | None = options["schema"]
    side = load_work_tree(workspace) if word is None else load_side(word, workspace)
    # The settings are about the schema of the project.
    titled = settings if word is None else Settings()
    reference = build_reference(
        options["title"] or titled.title,
        side.snapshot,
        _operations(options, project, workspace),
    )
    return replace(reference, description=titled.description or reference.description)


def _operations(
    options: dict[str, Any], project: Project, workspace: Workspace
) -> tuple[Source, ...] | None:
    """Those that are named, or those of the project with its own schema; None if there are none."""
    if options["operations"]:
        return load_sources(options["operations"], workspace)
    if options["schema"] is not None or not project.operations:
        return None
    return load_matching(project.operations, WorkTree(project.root))


def _rendered(reference: Reference, format_name: str) -> dict[str, str]:
    """The text of every page; on a terminal, a bar shows how far it is."""
    count = len(reference.types) + len(reference.directives) + len(reference.operations or ())
    pages = FORMATS[format_name](reference)
    if not sys.stderr.isatty():
        return dict(pages)
    with click.progressbar(pages, length=count, label="Pages", file=sys.stderr) as shown:
        return dict(shown)
