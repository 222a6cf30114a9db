"""What [tool.graphwright] of a pyproject.toml says to the lint.

    [tool.graphwright.lint]
    type-description = "error"          # or "warning", or "off"; rules not named keep their own weight

| code  | found here                                                       |
|-------|------------------------------------------------------------------|
| GW701 | a rule that there is not, or a value that is no severity         |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphwright.elements.project import Project, load_project, read_project
from graphwright.errors import Diagnostic, DiagnosticsError, did_you_mean
from graphwright.lint.catalogue import RULES
from graphwright.lint.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from graphwright.toml_places import TomlPlaces

_TABLE = ("tool", "graphwright")
_SEVERITIES = {severity.value: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the lint; `root` is the directory that the patterns are relative to."""

    root: Path
    schema: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)


def load_settings(start: Path, config: Path | None = None) -> Settings:
    """The settings of the project that `load_project` finds.

    Raises DiagnosticsError with every mistake in [tool.graphwright.lint].
    """
    return _settings(load_project(start, config))


def read_settings(path: Path, text: str) -> Settings:
    """The settings in the text of a pyproject.toml at the path."""
    return _settings(read_project(path, text))


def _settings(project: Project) -> Settings:
    reader = _Reader(project.places)
    settings = Settings(
        root=project.root,
        schema=project.schema,
        operations=project.operations,
        severities=dict(reader.severities(project.table.get("lint", {}))),
    )
    if reader.diagnostics:
        raise DiagnosticsError(reader.diagnostics)
    return settings


class _Reader:
    """Reads the table and collects what is wrong with it."""

    def __init__(self, places: TomlPlaces) -> None:
        self._places = places
        self.diagnostics: list[Diagnostic] = []

    def severities(self, table: object) -> Iterator[tuple[str, Severity]]:
        """The severities by rule."""
        if not isinstance(table, dict):
            self._report((), "'lint' must be a table.")
            return
        names = [rule.name for rule in RULES]
        for name, value in table.items():
            if name not in names:
                hint = did_you_mean(name, names)
                self._report((name,), f"There is no rule '{name}'.", hint)
            elif not isinstance(value, str) or value not in _SEVERITIES:
                known = '"error", "warning" or "off"'
                self._report((name,), f"'{name}' must be {known}.")
            else:
                yield name, _SEVERITIES[value]

    def _report(self, key: tuple[str, ...], message: str, hint: str = "") -> None:
        place = (*_TABLE, "lint", *key)
        self.diagnostics.append(self._places.diagnostic(place, "GW701", message, hint))
