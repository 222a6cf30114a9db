"""Tables of a pyproject.toml, read with every mistake in them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graphwright.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphwright.errors import Diagnostic
    from graphwright.toml_places import TomlPlaces

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a string has to be spelled, and an example of it."""

    pattern: re.Pattern[str]
    example: str


DOTTED_NAME = Spelling(re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*"), "decimal.Decimal")


def reference(example: str) -> Spelling:
    """The spelling `module:NAME`, by an example."""
    return Spelling(re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*"), example)


@dataclass(frozen=True, slots=True)
class Reader:
    """Gathers what is wrong in a TOML text."""

    places: TomlPlaces
    diagnostics: list[Diagnostic]

    def report(self, key: tuple[str, ...], code: str, message: str, hint: str = "") -> None:
        """Adds the mistake at a key."""
        self.diagnostics.append(self.places.diagnostic(key, code, message, hint))


class Table:
    """A TOML table that collects what is wrong with it."""

    def __init__(self, reader: Reader, key: tuple[str, ...], values: object) -> None:
        self._reader = reader
        self._key = key
        self._is_table = isinstance(values, dict)
        self.values: Mapping[str, Any] = values if isinstance(values, dict) else {}
        if not self._is_table:
            reader.report(key, "GW003", f"'{key[-1]}' must be a table.")

    def allow(self, *known: str) -> None:
        """Reports keys that are not known."""
        for name in self.values:
            if name not in known:
                hint = did_you_mean(name, known) or f"Known are {', '.join(known)}."
                where = ".".join(self._key)
                self.report(name, "GW002", f"Unknown key '{name}' in [{where}].", hint)

    def child(self, name: str) -> Table | None:
        """The table below a key; None without one."""
        if name not in self.values:
            return None
        return Table(self._reader, (*self._key, name), self.values[name])

    def get(self, name: str, kind: type[T], default: T | None = None) -> T:
        """The value of a key, which has to be there unless it has a default."""
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
        """A pattern, or a list of at least one."""
        if isinstance(self.values.get(name), str):
            return (self.get(name, str),)
        values = self.strings(name)
        if name in self.values and not values and isinstance(self.values[name], list):
            self.report(name, "GW003", f"'{name}' must name at least one file.")
        return values

    def strings(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of strings that can be printed."""
        values = self.get(name, list, None if default is None else list(default))
        if all(isinstance(value, str) and value.isprintable() for value in values):
            return tuple(values)
        self.report(name, "GW003", f"'{name}' must be a list of strings.")
        return ()

    def path(self, name: str) -> str:
        """A relative path whose last part is the name of a package."""
        value = self.get(name, str)
        package = Path(value).name
        if value and not package.isidentifier():
            hint = did_you_mean(package, [re.sub(r"\W", "_", package)])
            self.report(name, "GW003", f"'{package}' cannot be the name of a package.", hint)
        if Path(value).is_absolute():
            self.report(name, "GW003", f"'{name}' must be relative to this file.")
        return Path(os.path.normpath(value)).as_posix()

    def directories(self, name: str) -> tuple[str, ...]:
        """A package or a list of some, relative to the root; none without the key."""
        given = self.values.get(name, [])
        paths = given if isinstance(given, list) else [given]
        if (name in self.values and not paths) or not all(isinstance(each, str) for each in paths):
            self.report(name, "GW003", f"'{name}' must be a directory or a list of directories.")
            return ()
        for path in paths:
            if Path(path).is_absolute() or not Path(path).name.isidentifier():
                message = f"'{path}' is not the relative path of a package."
                self.report(name, "GW003", message, 'Write, for instance, "src/shop/bindings".')
        return tuple(Path(path).as_posix() for path in paths)

    def matching(self, name: str, spelling: Spelling, default: str | None = None) -> str:
        """A string of a certain spelling."""
        value = self.get(name, str, default)
        if isinstance(self.values.get(name), str) and not spelling.pattern.fullmatch(value):
            message = f"'{value}' does not look like '{spelling.example}'."
            self.report(name, "GW003", message)
        return value

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """One of the choices, the first of them without the key."""
        value = self.get(name, str, choices[0])
        if isinstance(self.values.get(name), str) and value not in choices:
            known = " or ".join(f"'{each}'" for each in choices)
            hint = did_you_mean(value, choices)
            self.report(name, "GW003", f"'{name}' must be {known}, not '{value}'.", hint)
        return value

    def report(self, name: str, code: str, message: str, hint: str = "") -> None:
        """Adds the mistake at a key of the table."""
        self._reader.report((*self._key, name), code, message, hint)
