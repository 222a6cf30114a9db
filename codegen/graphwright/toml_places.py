"""Where the keys of a TOML text stand; tomllib tells only what they hold."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from graphwright.errors import Diagnostic, DiagnosticsError

_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w\-. ])+?)\s*=""")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^."'\s]+))\s*""")
_LINE_AND_COLUMN = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(name: str, text: str) -> tuple[dict[str, Any], TomlPlaces]:
    """What a TOML text holds, and where its keys stand; `name` is that of its file.

    Raises DiagnosticsError with GW001 if it is no TOML.
    """
    places = TomlPlaces(name, text)
    try:
        return tomllib.loads(text), places
    except tomllib.TOMLDecodeError as error:
        raise DiagnosticsError([places.of_syntax_error(error, "GW001")]) from None


class TomlPlaces:
    """The lines of a TOML file at which its tables and keys begin."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._places: dict[tuple[str, ...], tuple[int, int]] = {}
        table: tuple[str, ...] = ()
        for number, line in enumerate(self._lines, 1):
            if header := _HEADER.match(line):
                table = _parts(header[1])
                self._places.setdefault(table, (number, header.start(1) + 1))
            elif key := _KEY.match(line):
                self._places.setdefault((*table, *_parts(key[1])), (number, key.start(1) + 1))

    def diagnostic(
        self, key: tuple[str, ...], code: str, message: str, hint: str = ""
    ) -> Diagnostic:
        """A diagnostic at a key, or at the nearest table around it that has a line of its own."""
        line, column = self._inside_parent(key) or (1, 1)
        return self._at(line, column, code, message, hint)

    def has(self, key: tuple[str, ...]) -> bool:
        """Whether the key stands on a line of its own, spelled in these parts."""
        return key in self._places

    def of_syntax_error(self, error: tomllib.TOMLDecodeError, code: str) -> Diagnostic:
        """A diagnostic at the place that tomllib names."""
        message = str(error)
        place = _LINE_AND_COLUMN.search(message)
        line, column = (int(place[1]), int(place[2])) if place else (max(len(self._lines), 1), 1)
        return self._at(line, column, code, f"{message.partition(' (at ')[0]}.")

    def _inside_parent(self, key: tuple[str, ...]) -> tuple[int, int] | None:
        if key in self._places:
            return self._places[key]
        if not key:
            return None
        place = self._inside_parent(key[:-1])
        if place is not None:
            line, column = place
            inline = re.compile(rf"""[{{,]\s*["']?({re.escape(key[-1])})["']?\s*=""")
            if found := inline.search(self._lines[line - 1], column - 1):
                return line, found.start(1) + 1
        return place

    def _at(self, line: int, column: int, code: str, message: str, hint: str = "") -> Diagnostic:
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        return Diagnostic(self._path, line, column, code, message, hint, text)


def _parts(dotted: str) -> tuple[str, ...]:
    """The parts of a key; dots inside quotes separate nothing."""
    return tuple(next(filter(None, part), "") for part in _PART.findall(dotted))
