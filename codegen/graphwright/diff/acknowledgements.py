"""Breaking changes that somebody wants, from a file such as schema/acknowledged.toml.

    [[acknowledged]]
    change = "FIELD_REMOVED"
    element = "KernelV2.imageId"
    reason = "Images have their own API since 26.3.0; the web UI has moved."
    until = "26.5.0"

| code  | found here                                                          |
|-------|---------------------------------------------------------------------|
| GW620 | the file is not TOML, or an entry has not exactly these four texts  |
| GW621 | an acknowledgement of a change that is not there to be approved     |
| GW622 | an acknowledgement that has expired                                 |
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from graphwright.diff.catalogue import RULES
from graphwright.diff.change import Acknowledgement, Change, Level
from graphwright.elements.versions import Version
from graphwright.errors import Diagnostic, DiagnosticsError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TABLE = "acknowledged"
_KEYS = ("change", "element", "reason", "until")
_HEADER = re.compile(rf"\s*\[\[\s*{_TABLE}\s*\]\]")


def read_acknowledgements(path: str, text: str) -> tuple[Acknowledgement, ...]:
    """The acknowledgements of the file; raises DiagnosticsError with every mistake in it."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DiagnosticsError([Diagnostic(path, 1, 1, "GW620", f"{error}.")]) from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    entries = document.get(_TABLE, [])
    diagnostics: list[Diagnostic] = []
    if not isinstance(entries, list) or set(document) - {_TABLE}:
        message = f"The file may hold nothing but [[{_TABLE}]] tables."
        raise DiagnosticsError([Diagnostic(path, 1, 1, "GW620", message)])
    found: list[Acknowledgement] = []
    for index, entry in enumerate(entries):
        line = lines[index] if index < len(lines) else 1
        mistakes = list(_mistakes(entry))
        diagnostics.extend(Diagnostic(path, line, 1, "GW620", text) for text in mistakes)
        if not mistakes:
            code, element, reason, until = (entry[key].strip() for key in _KEYS)
            found.append(Acknowledgement(code, element, reason, until, path, line))
    if diagnostics:
        raise DiagnosticsError(diagnostics)
    return tuple(found)


def _mistakes(entry: object) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"An entry of '{_TABLE}' must be a table."
        return
    for key in _KEYS:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            yield f"An acknowledgement needs a text '{key}'."
    for key in entry:
        if key not in _KEYS:
            yield f"Unknown key '{key}'. Known are {', '.join(_KEYS)}."
    code = entry.get("change")
    codes = [rule.code for rule in RULES]
    if isinstance(code, str) and code not in codes:
        yield f"There is no kind of change '{code}'. {did_you_mean(code, codes)}".rstrip()
    until = entry.get("until")
    if isinstance(until, str) and until.strip() and Version.parse(until) is None:
        yield f"'{until}' is not a version."


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The changes, each with its acknowledgement if it has one, and the stale acknowledgements."""

    changes: tuple[Change, ...]
    problems: tuple[Diagnostic, ...]


def acknowledge(
    changes: Iterable[Change],
    entries: Iterable[Acknowledgement],
    *,
    next_version: Version,
    fail_on: Level,
    merged: frozenset[Acknowledgement] = frozenset(),
) -> Acknowledged:
    """Give every change that is to be approved its acknowledgement.

    An acknowledgement is stale when the next version is after its last one, or when there is no such
    change to approve. The latter does not hold for those in `merged`, which the old side had already:
    their changes have been made, and they stay until they expire.
    """
    current, problems = _unexpired(entries, next_version)
    result = tuple(_with_acknowledgement(change, current, fail_on) for change in changes)
    used = {change.acknowledgement for change in result}
    done = {(entry.code, entry.element, entry.until) for entry in merged}
    for entry in current.values():
        if entry not in used and (entry.code, entry.element, entry.until) not in done:
            message = f"There is no change '{entry.code} {entry.element}' to be approved."
            problems.append(_problem(entry, "GW621", message, "Remove the acknowledgement."))
    return Acknowledged(result, tuple(problems))


_ByChange: TypeAlias = dict[tuple[str, str], Acknowledgement]


def _unexpired(
    entries: Iterable[Acknowledgement], next_version: Version
) -> tuple[_ByChange, list[Diagnostic]]:
    current: _ByChange = {}
    problems: list[Diagnostic] = []
    for entry in entries:
        until = Version.parse(entry.until)
        if until is not None and until < next_version:
            message = f"The acknowledgement of '{entry.code} {entry.element}' held until {until}."
            problems.append(_problem(entry, "GW622", message, "Remove it."))
        else:
            current[entry.code, entry.element] = entry
    return current, problems


def _with_acknowledgement(change: Change, current: _ByChange, fail_on: Level) -> Change:
    found = current.get((change.code, change.finding.coordinate))
    if found is None or change.level < fail_on:
        return change
    return replace(change, acknowledgement=found)


def _problem(entry: Acknowledgement, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(entry.path, entry.line, 1, code, message, hint)
