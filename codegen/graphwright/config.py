"""The frozen configuration, from [tool.graphwright] of a pyproject.toml.

| code  | found here                                      |
|-------|-------------------------------------------------|
| GW001 | the file is not TOML                            |
| GW002 | a key that graphwright does not know            |
| GW003 | a value of the wrong type, or one that cannot be |
| GW004 | a key that is missing                           |
| GW005 | a pattern that no file matches                  |
| GW006 | a scalar that the schema does not define        |
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graphwright.errors import Diagnostic, DiagnosticsError, GraphwrightError, did_you_mean
from graphwright.toml_places import TomlPlaces, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

FILE_NAME = "pyproject.toml"

#: Types of values as JSON gives them, which need no codec.
PLAIN_TYPES = ("bool", "float", "int", "object", "str")

_TABLE = ("tool", "graphwright")

#: Tables of other commands, which read them themselves.
_OTHER_COMMANDS = ("diff", "lint")
_DOTTED_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
_CODEC_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class ScalarConfig:
    """The Python type of a scalar, as a dotted name, and its codec as `module:NAME`.

    Without a codec, values pass as they are: `python` is then one of `PLAIN_TYPES`.
    """

    name: str
    python: str
    codec: str | None


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """What to emit for the client; paths are relative to the root."""

    operations: tuple[str, ...]
    package: str
    distribution: str
    version: str
    description: str


@dataclass(frozen=True, slots=True)
class Config:
    """What to generate from what; `root` is the directory that the paths are relative to."""

    root: Path
    schema: tuple[str, ...]
    server: str
    sqlalchemy: bool
    scalars: tuple[ScalarConfig, ...]
    client: ClientConfig | None
    places: TomlPlaces

    @property
    def server_package(self) -> str:
        """The name under which the server package is imported."""
        return Path(self.server).name

    @property
    def client_operations(self) -> tuple[str, ...]:
        """The patterns of the client's operations; none without a client."""
        return self.client.operations if self.client else ()

    def no_match(self, key: tuple[str, ...], pattern: str) -> Diagnostic:
        """The mistake of a pattern, below a key of the table, that no file matches."""
        message = f"No file matches '{pattern}'."
        return self.places.diagnostic((*_TABLE, *key), "GW005", message)

    def unknown_scalar(self, name: str, hint: str) -> Diagnostic:
        """The mistake of a configured scalar that the schema does not define."""
        message = f"The schema defines no scalar '{name}'."
        return self.places.diagnostic((*_TABLE, "scalars", name), "GW006", message, hint)


def find_config(start: Path) -> Path:
    """The nearest pyproject.toml with a [tool.graphwright] table, from `start` upwards.

    Raises GraphwrightError when there is none.
    """
    for directory in (start, *start.parents):
        path = directory / FILE_NAME
        if path.is_file() and _has_table(path.read_text("utf-8")):
            return path
    raise GraphwrightError(
        f"No {FILE_NAME} with a [tool.graphwright] table here or above. "
        "Name one with --config, or add the table."
    )


def _has_table(text: str) -> bool:
    """Whether the text has the table, or is no TOML and looks as if it had."""
    try:
        tool = tomllib.loads(text).get("tool")
    except tomllib.TOMLDecodeError:
        return "[tool.graphwright" in text
    return isinstance(tool, dict) and "graphwright" in tool


def load_config(path: Path) -> Config:
    """The configuration in the file, or in the pyproject.toml of the directory, at `path`.

    Raises DiagnosticsError with every mistake in the table.
    """
    path = path / FILE_NAME if path.is_dir() else path
    if not path.is_file():
        raise GraphwrightError(f"There is no file '{os.path.relpath(path)}'.")
    document, places = read_toml(path.name, path.read_text("utf-8"))
    tool = document.get("tool", {})
    if not isinstance(tool, dict) or "graphwright" not in tool:
        raise GraphwrightError(f"'{os.path.relpath(path)}' has no [tool.graphwright] table.")
    reader = _Reader(places, [])
    config = _read_config(_Table(reader, _TABLE, tool["graphwright"]), path.parent, places)
    if reader.diagnostics:
        raise DiagnosticsError(reader.diagnostics)
    return config


def _read_config(table: _Table, root: Path, places: TomlPlaces) -> Config:
    table.allow("schema", "server", "sqlalchemy", "scalars", "client", *_OTHER_COMMANDS)
    client = table.child("client")
    return Config(
        root=root,
        schema=table.patterns("schema"),
        server=table.path("server"),
        sqlalchemy=table.get("sqlalchemy", bool, default=False),
        scalars=_read_scalars(table.child("scalars")),
        client=_read_client(client) if client else None,
        places=places,
    )


def _read_scalars(table: _Table | None) -> tuple[ScalarConfig, ...]:
    if table is None:
        return ()
    scalars = (_read_scalar(table, name) for name in sorted(table.values))
    return tuple(scalar for scalar in scalars if scalar is not None)


def _read_scalar(table: _Table, name: str) -> ScalarConfig | None:
    """A scalar: its Python type alone, or a table of type and codec."""
    if isinstance(table.values[name], str):
        return _without_codec(table, name, name)
    entry = table.child(name)
    if entry is None:
        return None
    entry.allow("python", "codec")
    if "codec" not in entry.values:
        return _without_codec(entry, "python", name)
    python = entry.matching("python", _DOTTED_NAME)
    return ScalarConfig(name, python, entry.matching("codec", _CODEC_NAME))


def _without_codec(table: _Table, key: str, name: str) -> ScalarConfig:
    python = table.matching(key, _DOTTED_NAME)
    if python and python not in PLAIN_TYPES:
        plain = ", ".join(PLAIN_TYPES)
        message = f"'{python}' needs a codec: without one, values stay {plain}."
        hint = f'Write {name} = {{ python = "{python}", codec = "module:NAME" }}.'
        table.report(key, "GW003", message, hint)
    return ScalarConfig(name, python, None)


def _read_client(table: _Table) -> ClientConfig:
    table.allow("operations", "package", "distribution", "version", "description")
    return ClientConfig(
        operations=table.patterns("operations"),
        package=table.path("package"),
        distribution=table.get("distribution", str),
        version=table.get("version", str, default="0.1.0"),
        description=table.get("description", str, default=""),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    places: TomlPlaces
    diagnostics: list[Diagnostic]

    def report(self, key: tuple[str, ...], code: str, message: str, hint: str = "") -> None:
        self.diagnostics.append(self.places.diagnostic(key, code, message, hint))


class _Table:
    """A TOML table that collects what is wrong with it."""

    def __init__(self, reader: _Reader, key: tuple[str, ...], values: object) -> None:
        self._reader = reader
        self._key = key
        self._is_table = isinstance(values, dict)
        self.values: Mapping[str, Any] = values if isinstance(values, dict) else {}
        if not self._is_table:
            reader.report(key, "GW003", f"'{key[-1]}' must be a table.")

    def allow(self, *known: str) -> None:
        for name in self.values:
            if name not in known:
                hint = did_you_mean(name, known) or f"Known are {', '.join(known)}."
                where = ".".join(self._key)
                self.report(name, "GW002", f"Unknown key '{name}' in [{where}].", hint)

    def child(self, name: str) -> _Table | None:
        if name not in self.values:
            return None
        return _Table(self._reader, (*self._key, name), self.values[name])

    def get(self, name: str, kind: type[T], default: T | None = None) -> T:
        value = self.values.get(name, default)
        if isinstance(value, kind):
            return value
        if name in self.values:
            expected = {str: "a string", bool: "true or false", list: "a list"}[kind]
            self.report(name, "GW003", f"'{name}' must be {expected}.")
        elif self._is_table:
            where = ".".join(self._key)
            self._reader.report(self._key, "GW004", f"[{where}] needs a key '{name}'.")
        return kind()

    def patterns(self, name: str) -> tuple[str, ...]:
        values = self.get(name, list)
        if not all(isinstance(value, str) and value.isprintable() for value in values):
            self.report(name, "GW003", f"'{name}' must be a list of strings.")
            return ()
        if name in self.values and not values and isinstance(self.values[name], list):
            self.report(name, "GW003", f"'{name}' must name at least one file.")
        return tuple(values)

    def path(self, name: str) -> str:
        """A relative path whose last part is the name of a package."""
        value = self.get(name, str)
        if value and not Path(value).name.isidentifier():
            self.report(name, "GW003", f"'{Path(value).name}' cannot be the name of a package.")
        if Path(value).is_absolute():
            self.report(name, "GW003", f"'{name}' must be relative to this file.")
        return Path(value).as_posix()

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        value = self.get(name, str)
        if isinstance(self.values.get(name), str) and not pattern.fullmatch(value):
            example = "shop.scalars:MONEY" if pattern is _CODEC_NAME else "decimal.Decimal"
            self.report(name, "GW003", f"'{value}' does not look like '{example}'.")
        return value

    def report(self, name: str, code: str, message: str, hint: str = "") -> None:
        self._reader.report((*self._key, name), code, message, hint)
