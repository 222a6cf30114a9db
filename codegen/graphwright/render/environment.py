"""The Jinja environment: templates of several folders, strict about missing values."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    select_autoescape,
)

from graphwright.render.docstrings import docstring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def environment(folders: Sequence[Path] = ()) -> Environment:
    """An environment that fails on a value that a template names and a view lacks.

    The templates of the folders go before graphwright's own, those of the first before all. What is
    compiled of them serves the next run of the process too, unless their files have changed.
    """
    return _environment(tuple((folder, tuple(sorted(folder.rglob("*")))) for folder in folders))


@lru_cache(maxsize=8)
def _environment(listed: tuple[tuple[Path, tuple[Path, ...]], ...]) -> Environment:
    """One environment for each state of the folders, since a new file goes before what it overrides."""
    own = PackageLoader("graphwright", "templates")
    created = Environment(
        loader=ChoiceLoader([*(FileSystemLoader(folder) for folder, _ in listed), own]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=select_autoescape(),
    )
    created.filters["docstring"] = docstring
    created.filters["literal"] = repr
    return created
