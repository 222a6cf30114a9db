"""The Jinja environment: templates of the package, strict about missing values."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from graphwright.render.docstrings import docstring


def environment() -> Environment:
    """An environment that fails on a value that a template names and a view lacks."""
    created = Environment(
        loader=PackageLoader("graphwright", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=select_autoescape(),
    )
    created.filters["docstring"] = docstring
    created.filters["literal"] = repr
    return created
