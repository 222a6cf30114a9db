"""What [tool.graphwright] of a pyproject.toml says to the diff.

    [tool.graphwright.diff]
    fail_on = "breaking"                # or "dangerous": the least level that has to be approved
    next_version = "26.4.0"             # what @since has to name; --next-version overrides it
    acknowledged = "schema/acknowledged.toml"
    main = "main"                       # the branch whose merge base is OLD when none is named
    deprecation_releases = 2            # a removal is announced after that many releases …
    deprecation_days = 90               # … or that many days; false switches either off
    harmless_directives = ["cost"]      # whose uses are no part of the contract

| code  | found here                                               |
|-------|----------------------------------------------------------|
| GW603 | a key that the diff does not know, or a value of a wrong type |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphwright.diff.change import Level
from graphwright.diff.judgement import Policy
from graphwright.elements.project import Project, load_project, read_project
from graphwright.elements.versions import Version
from graphwright.errors import Diagnostic, DiagnosticsError, did_you_mean
from graphwright.sdl.vocabulary import GENERATOR_ONLY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graphwright.toml_places import TomlPlaces

_LEVELS = {level.word: level for level in (Level.BREAKING, Level.DANGEROUS)}
_KEY = ("tool", "graphwright", "diff")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the diff; `root` is the directory that paths are relative to."""

    root: Path
    schema: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    bindings: tuple[str, ...] = ()
    server: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    fail_on: Level = Level.BREAKING
    next_version: Version | None = None
    acknowledged: str = "schema/acknowledged.toml"
    main: str | None = None
    policy: Policy = field(default_factory=Policy)


def load_settings(start: Path, config: Path | None = None) -> Settings:
    """The settings of the project that `load_project` finds.

    Raises DiagnosticsError with every mistake in [tool.graphwright.diff].
    """
    return _settings(load_project(start, config))


def read_settings(path: Path, text: str) -> Settings:
    """The settings in the text of a pyproject.toml at the path."""
    return _settings(read_project(path, text))


def _settings(project: Project) -> Settings:
    own = project.table.get("diff", {})
    if not isinstance(own, dict):
        mistake = project.places.diagnostic(_KEY, "GW603", "'diff' must be a table.")
        raise DiagnosticsError([mistake])
    reader = _Reader(own, project.places)
    settings = Settings(
        root=project.root,
        schema=project.schema,
        operations=project.operations,
        bindings=project.bindings,
        server=project.server,
        names=project.names,
        fail_on=reader.level("fail_on"),
        next_version=reader.version("next_version"),
        acknowledged=reader.text("acknowledged", "schema/acknowledged.toml"),
        main=reader.text("main", "") or None,
        policy=Policy(
            deprecation_releases=reader.count("deprecation_releases", 2),
            deprecation_days=reader.count("deprecation_days", None),
            harmless_directives=GENERATOR_ONLY | reader.names("harmless_directives"),
        ),
    )
    reader.check()
    return settings


class _Reader:
    """Reads the table key by key and collects what is wrong with it."""

    def __init__(self, table: Mapping[str, Any], places: TomlPlaces) -> None:
        self._table = table
        self._places = places
        self._known: list[str] = []
        self._diagnostics: list[Diagnostic] = []

    def text(self, key: str, default: str) -> str:
        """A text."""
        value = self._value(key, default)
        if isinstance(value, str):
            return value
        self._report(key, f"'{key}' must be a string.")
        return default

    def level(self, key: str) -> Level:
        """The least level to approve."""
        word = self.text(key, Level.BREAKING.word)
        if word not in _LEVELS:
            self._report(key, f"'{key}' must be {' or '.join(_LEVELS)}.")
        return _LEVELS.get(word, Level.BREAKING)

    def version(self, key: str) -> Version | None:
        """A version, None if the key is not there."""
        written = self.text(key, "")
        version = Version.parse(written)
        if written and version is None:
            self._report(key, f"'{written}' is not a version.")
        return version

    def count(self, key: str, default: int | None) -> int | None:
        """A number, None for false."""
        value = self._value(key, default)
        if value is None or value is False:
            return None
        if isinstance(value, int) and value is not True and value >= 0:
            return value
        self._report(key, f"'{key}' must be a number, or false.")
        return default

    def names(self, key: str) -> frozenset[str]:
        """Names of directives, written with or without `@`."""
        value = self._value(key, [])
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return frozenset(name.removeprefix("@") for name in value)
        self._report(key, f"'{key}' must be a list of strings.")
        return frozenset()

    def check(self) -> None:
        """Raise DiagnosticsError if anything was wrong."""
        for key in self._table:
            if key not in self._known:
                hint = did_you_mean(key, self._known) or f"Known are {', '.join(self._known)}."
                self._report(key, f"Unknown key '{key}' in [{'.'.join(_KEY)}].", hint)
        if self._diagnostics:
            raise DiagnosticsError(self._diagnostics)

    def _value(self, key: str, default: object) -> object:
        self._known.append(key)
        return self._table.get(key, default)

    def _report(self, key: str, message: str, hint: str = "") -> None:
        self._diagnostics.append(self._places.diagnostic((*_KEY, key), "GW603", message, hint))
