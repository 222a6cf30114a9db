"""`graphwright init`: the command."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphwright.config import FILE_NAME
from graphwright.files import write_all
from graphwright.project.layout import read_layout
from graphwright.project.plan import plan
from graphwright.reported import from_here, mistakes_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.project.layout import Layout
    from graphwright.project.plan import Plan

_SERVER_MODULES = ("uvicorn", "websockets")


@click.command("init")
@click.argument("directory", default=".", type=click.Path(path_type=Path))
@click.option("--lenient", is_flag=True, help="Read SDL with known defects.")
def init_command(directory: Path, *, lenient: bool) -> None:
    """Make DIRECTORY a project of graphwright's.

    By default that is the working directory. An empty or new one gets a small schema, its generated
    package, resolvers, an ASGI application, a test and a Makefile. In a project that is there already,
    SDL files and packages are found, a table is added to the end of pyproject.toml, and whatever is
    missing is written. No file is overwritten: if one is in the way, it is named, and nothing is
    written.
    """
    root = directory.resolve()
    with mistakes_below(root):
        layout = read_layout(root)
        made = plan(layout, lenient=lenient)
        write_all(root, made.written)
    for line in _report(layout, made):
        click.echo(line)


def _report(layout: Layout, made: Plan) -> Iterator[str]:
    root = layout.root
    generated = layout.below_source(layout.api)
    for path in made.written:
        if path == FILE_NAME and layout.pyproject is not None:
            yield f"{from_here(root / path)}: [tool.graphwright] added"
        elif not path.startswith(f"{generated}/"):
            yield from_here(root / path)
    yield f"{from_here(root / generated)}: generated from {', '.join(layout.sdl.patterns)}"
    for path in made.kept:
        yield f"{from_here(root / path)}: stays as it is"
    for place in layout.sdl.embedded:
        yield f"{from_here(root / place.path)}:{place.line}: this SDL is in a file of its own now"
    yield ""
    yield from _next_steps(layout, made)


def _next_steps(layout: Layout, made: Plan) -> Iterator[str]:
    if layout.pyproject is not None:
        yield "Its dependencies are graphwright[engine], and graphwright[codegen] for development."
    place = layout.application
    if place is not None:
        yield f"Next: in {from_here(layout.root / place.path)}:{place.line}, make the schema by"
        yield f"  from {layout.package}.resolvers import build_resolvers"
        yield f"  from {layout.api} import build_schema"
        yield "  schema = build_schema(build_resolvers())"
        yield "and move what the old resolvers do into the bindings."
        return
    steps = [] if layout.root == Path.cwd() else [f"cd {os.path.relpath(layout.root)}"]
    if "Makefile" in made.written:
        is_ready = all(find_spec(module) for module in _SERVER_MODULES)
        steps.append("make run" if is_ready else "make install run")
    else:
        steps.append(f"python -m uvicorn --app-dir {layout.source} {layout.package}.app:app")
    yield f"Next: {' && '.join(steps)}"
    yield "Then the API is at http://127.0.0.1:8000/graphql, with an explorer page for browsers."
