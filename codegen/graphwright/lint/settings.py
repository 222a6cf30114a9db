"""What [tool.graphwright] of a pyproject.toml says to the lint.

    [tool.graphwright.lint]
    type-description = "error"          # or "warning", or "off"; rules not named keep their own weight

| code  | found here                                                       |
|-------|------------------------------------------------------------------|
| GW701 | a rule that there is not, or a value that is no severity         |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphwright.config import FILE_NAME, find_config
from graphwright.errors import Diagnostic, DiagnosticsError, GraphwrightError, did_you_mean
from graphwright.lint.catalogue import RULES
from graphwright.lint.rule import Severity
from graphwright.toml_places import TomlPlaces, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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
    """The settings in the named pyproject.toml, or in that of the named directory.

    If none is named, in the nearest one from `start` upwards with a [tool.graphwright] table; the
    defaults if there is none. Raises DiagnosticsError with every mistake in [tool.graphwright.lint].
    """
    if config is not None:
        path = (config / FILE_NAME if config.is_dir() else config).resolve()
        return read_settings(path, path.read_text("utf-8"))
    try:
        path = find_config(start)
    except GraphwrightError:
        return Settings(start)
    return read_settings(path, path.read_text("utf-8"))


def read_settings(path: Path, text: str) -> Settings:
    """The settings in the text of a pyproject.toml at the path."""
    document, places = read_toml(path.name, text)
    table = document.get("tool", {}).get("graphwright", {})
    client = table.get("client", {})
    reader = _Reader(places)
    settings = Settings(
        root=path.parent,
        schema=reader.patterns(table, "schema"),
        operations=reader.patterns(client, "operations") if isinstance(client, dict) else (),
        severities=dict(reader.severities(table.get("lint", {}))),
    )
    if reader.diagnostics:
        raise DiagnosticsError(reader.diagnostics)
    return settings


class _Reader:
    """Reads the table and collects what is wrong with it."""

    def __init__(self, places: TomlPlaces) -> None:
        self._places = places
        self.diagnostics: list[Diagnostic] = []

    def patterns(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """Patterns of files; what is wrong with them is told by the generator's configuration."""
        value = table.get(key)
        items = value if isinstance(value, list) else []
        return tuple(item for item in items if isinstance(item, str))

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
