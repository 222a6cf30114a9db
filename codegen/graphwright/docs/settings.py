"""What [tool.graphwright.docs] of a pyproject.toml says to the reference.

    [tool.graphwright.docs]
    title = "Kernelgraph"               # what the pages are headed with
    description = "The API of kernels"  # Markdown for the first page, instead of the schema's own
    out = "build/docs"                  # the folder, relative to this file; --out overrides it

| code  | found here                                                        |
|-------|-------------------------------------------------------------------|
| GW901 | a key that the reference does not know, or a value that is no text |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.errors import Diagnostic, DiagnosticsError, did_you_mean

if TYPE_CHECKING:
    from graphwright.elements.project import Project

_KEY = ("tool", "graphwright", "docs")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the reference; `out` is relative to the root of the project."""

    title: str = "API reference"
    description: str = ""
    out: str = "build/docs"


def settings_of(project: Project) -> Settings:
    """The settings of the project; raises DiagnosticsError with every mistake in them."""
    table = project.table.get("docs", {})
    if not isinstance(table, dict):
        raise DiagnosticsError(
            [project.places.diagnostic(_KEY, "GW901", "'docs' must be a table.")]
        )
    known = ("title", "description", "out")
    mistakes: list[Diagnostic] = []
    for key, value in table.items():
        message, hint = "", ""
        if key not in known:
            message = f"Unknown key '{key}' in [{'.'.join(_KEY)}]."
            hint = did_you_mean(key, known) or f"Known are {', '.join(known)}."
        elif not isinstance(value, str) or not value.strip():
            message = f"'{key}' must be a string that is not empty."
        if message:
            mistakes.append(project.places.diagnostic((*_KEY, key), "GW901", message, hint))
    if mistakes:
        raise DiagnosticsError(mistakes)
    return Settings(**table)
