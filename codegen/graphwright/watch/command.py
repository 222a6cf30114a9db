"""`graphwright watch`: the command."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphwright.config import FILE_NAME, find_config
from graphwright.reported import config_option, from_here, mistakes_below, rebased
from graphwright.watch.generation import Generation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graphwright.watch.generation import Run

#: How long changes are gathered, and how often nothing is taken for a reason to look, in ms.
_QUIET = 10
_GATHERED = 100
_LOOK_AGAIN = 1000
_MOST_NAMED = 3


@click.command("watch")
@config_option
def watch_command(path: Path | None) -> None:
    """Generate after each save of the schema.

    And of the client's operations, of pyproject.toml, of templates, and of the project's own modules
    that plugins and models name. A first run brings everything up to date. After that each save takes a
    fraction of a second: the server's package is written first, the client's after it. Mistakes are
    told, and the next save is waited for. Ctrl-C ends.
    """
    with mistakes_below(Path.cwd()):
        path = (path or find_config(Path.cwd())).absolute()
    generation = Generation(path / FILE_NAME if path.is_dir() else path)
    try:
        watch(generation, saves(generation.directories), _say)
    except KeyboardInterrupt:
        click.echo("Ended.")


def watch(
    generation: Generation, changes: Iterable[object], say: Callable[[str, bool], None]
) -> None:
    """Generate at first and after each of the changes; `say` is told lines, and whether they are
    mistakes."""
    _tell(generation, say)
    say("Waiting for changes. Ctrl-C ends.", False)
    for _ in changes:
        _tell(generation, say)


def saves(directories: Callable[[], frozenset[Path]]) -> Iterator[object]:
    """Something after each change in the directories, and now and then without one.

    The latter finds what changed while other directories began to be watched.
    """
    # Its compiled part is of no use to the other commands.
    from watchfiles import watch as watch_files

    while True:
        watched = directories()
        for changes in watch_files(
            *watched,
            watch_filter=None,
            debounce=_GATHERED,
            step=_QUIET,
            rust_timeout=_LOOK_AGAIN,
            yield_on_timeout=True,
            recursive=False,
        ):
            yield changes
            if directories() != watched:
                break


def _tell(generation: Generation, say: Callable[[str, bool], None]) -> None:
    for run in generation.runs():
        for line, is_mistake in _lines(run, generation.path.parent):
            say(line, is_mistake)


def _lines(run: Run, root: Path) -> Iterator[tuple[str, bool]]:
    """What a run did, on one line, and the texts of mistakes below it."""
    head = f"{datetime.now().astimezone():%H:%M:%S} {_names(run)}:"
    if run.mistakes:
        number = len(run.mistakes)
        yield f"{head} {'1 mistake' if number == 1 else f'{number} mistakes'}", True
        for mistake in run.mistakes:
            text = mistake if isinstance(mistake, str) else rebased([mistake], root)[0]
            yield text, True
        return
    counts = f"{run.written} written, {run.removed} removed, {run.unchanged} unchanged"
    yield f"{head} {run.part}: {counts} in {run.seconds:.2f} s", False
    for warning in rebased(run.warnings, root):
        yield warning, True


def _names(run: Run) -> str:
    names = [from_here(path) for path in run.changed[:_MOST_NAMED]]
    more = len(run.changed) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _say(line: str, is_mistake: bool) -> None:
    click.echo(line, err=is_mistake)
