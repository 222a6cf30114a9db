"""What commands share: the configuration, and how they end when a user's mistake stops them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from graphwright.config import find_config, load_config
from graphwright.errors import Diagnostic, DiagnosticsError, GraphwrightError
from graphwright.sdl.introspection import is_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphwright.config import Config

_CONFIG_HELP = """A pyproject.toml, or the directory of one; by default the nearest one, from the
working directory upwards, that has a [tool.graphwright] table."""

config_option = click.option(
    "--config", "path", type=click.Path(exists=True, path_type=Path), help=_CONFIG_HELP
)


@contextmanager
def configured(path: Path | None) -> Iterator[Config]:
    """The configuration at the path, or else the nearest one.

    Ends the command with the mistakes in it, and with those that are found inside the block.
    """
    with mistakes_below(Path.cwd()):
        path = (path or find_config(Path.cwd())).absolute()
    with mistakes_below(path if path.is_dir() else path.parent):
        yield load_config(path)


@contextmanager
def mistakes_below(root: Path) -> Iterator[None]:
    """Ends the command with the mistakes that are found; their paths are relative to `root`."""
    try:
        yield
    except DiagnosticsError as error:
        shown = rebased(error.diagnostics, root)
        mistakes = "1 mistake" if len(shown) == 1 else f"{len(shown)} mistakes"
        fail([*shown, f"{mistakes}; nothing was written."])
    except GraphwrightError as error:
        fail([str(error)])


def rebased(diagnostics: Iterable[Diagnostic], root: Path) -> list[str]:
    """The texts of the diagnostics, with their paths relative to the working directory."""
    return [str(_below(root, diagnostic)) for diagnostic in diagnostics]


def from_here(path: Path) -> str:
    """The path relative to the working directory."""
    return Path(os.path.relpath(path)).as_posix()


def fail(lines: Iterable[str]) -> NoReturn:
    """Ends the command with the lines."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)


def _below(root: Path, diagnostic: Diagnostic) -> Diagnostic:
    if is_url(diagnostic.path):
        return diagnostic
    return replace(diagnostic, path=from_here(root / diagnostic.path))
