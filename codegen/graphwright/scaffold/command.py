"""`graphwright scaffold`: the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphwright.errors import GraphwrightError
from graphwright.files import write_all
from graphwright.inputs import read
from graphwright.pipeline import server_package
from graphwright.reported import config_option, configured, fail, from_here, rebased
from graphwright.scaffold.reading import read_bindings
from graphwright.scaffold.scaffold import import_name, scaffold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graphwright.config import Config
    from graphwright.scaffold.composition import Composed
    from graphwright.scaffold.scaffold import Addition, Scaffold


@click.command("scaffold")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit 1 if anything is missing or stale."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; print the difference.")
@config_option
def scaffold_command(*, check: bool, dry_run: bool, path: Path | None) -> None:
    """Write the resolver methods that the bindings lack.

    Each missing method goes into the class that stands for its protocol, typed, with the description
    of its field, and raises until it is written; a protocol without a class gets one, which goes
    into the call that makes the Resolvers. Bindings are the modules below `bindings` of
    [tool.graphwright]. What a person wrote is never changed: methods that answer no field any more,
    or do not take its arguments, are named with the way out.
    """
    with configured(path) as config:
        found = scaffold_of(config)
        if not (check or dry_run):
            write_all(config.root, {each.path: each.after or "" for each in found.changes})
    for change in found.changes if dry_run else ():
        click.echo(change.diff(), nl=False)
    for line in _report(found, config, is_written=not (check or dry_run)):
        click.echo(line)
    for diagnostic in rebased(found.stale, config.root):
        click.echo(diagnostic, err=True)
    if check and (found.additions or found.stale):
        fail([])


def scaffold_of(config: Config) -> Scaffold:
    """What the bindings of the project lack.

    Raises DiagnosticsError, and GraphwrightError if it says nowhere where they are.
    """
    if not config.bindings:
        raise GraphwrightError(
            "[tool.graphwright] does not say where the bindings are."
            ' Add for instance bindings = "src/shop/bindings".'
        )
    sources = read(config)
    package, _ = server_package(config, sources)
    generated = import_name(config.root, config.server)
    bindings = read_bindings(config.root, config.bindings, generated)
    return scaffold(config, package, [source.name for source in sources.schema], bindings)


def _report(found: Scaffold, config: Config, *, is_written: bool) -> Iterator[str]:
    for each in found.additions:
        place = from_here(config.root / each.path)
        yield f"{place}: {each.class_name}.{each.method} for {each.field}"
    yield from (_told(each, config) for each in found.composed)
    if not found.additions:
        yield "Nothing is missing."
    elif is_written:
        yield f"{_methods(found.additions)} written."
    else:
        yield f"{_methods(found.additions)} missing. Run: graphwright scaffold"


def _told(each: Composed, config: Config) -> str:
    """What became of a new class."""
    kind = each.kind
    if each.path:
        place = from_here(config.root / each.path)
        return f"{place}: Resolvers({kind.attribute}={kind.name}())"
    way_out = f"give one to Resolvers({kind.attribute}=...)"
    return f"{kind.name} is new: {way_out}{each.why_not and '; '}{each.why_not}."


def _methods(additions: Iterable[Addition]) -> str:
    number = len(list(additions))
    return "1 method" if number == 1 else f"{number} methods"
