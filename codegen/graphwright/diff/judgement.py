"""Changes that matter less here than their rule says, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from graphwright.diff.change import Change, Level
from graphwright.diff.positions import Positions
from graphwright.diff.withdrawal import withdrawn_types
from graphwright.elements.deprecation import deprecation_of
from graphwright.elements.versions import Version, releases_after
from graphwright.sdl.locations import EXECUTABLE_LOCATIONS
from graphwright.sdl.vocabulary import GENERATOR_ONLY, SINCE

if TYPE_CHECKING:
    from datetime import date

    from graphwright.elements.snapshot import Element, Snapshot

_REMOVALS = frozenset(
    {"FIELD_REMOVED", "ARGUMENT_REMOVED", "INPUT_FIELD_REMOVED", "ENUM_VALUE_REMOVED"}
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the project has decided.

    A removal counts as announced when the element was deprecated for `deprecation_releases`
    releases or for `deprecation_days` days; None switches either off. Changes in the use of
    `harmless_directives` are safe.
    """

    deprecation_releases: int | None = 2
    deprecation_days: int | None = None
    harmless_directives: frozenset[str] = GENERATOR_ONLY


@dataclass(frozen=True)
class Circumstances:
    """What is known at the time of the comparison."""

    old: Snapshot
    new: Snapshot
    policy: Policy
    next_version: Version | None
    today: date

    @cached_property
    def positions(self) -> Positions:
        """Where the types of both sides stand."""
        return Positions.of(self.old, self.new)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The removed types to which only announced removals led."""
        return withdrawn_types(
            self.old, self.new, lambda element: _announcement(element, self) is not None
        )

    @cached_property
    def versions(self) -> frozenset[Version]:
        """The versions that the old side names with `@since`, and the next."""
        named = (
            Version.parse(usage.arguments.get("version", "").strip('"'))
            for definition in self.old.types.values()
            for element in (definition, *definition.parts)
            for usage in element.usages
            if usage.name == SINCE
        )
        return frozenset(version for version in (*named, self.next_version) if version)


def judged(change: Change, circumstances: Circumstances) -> Change:
    """The change with its level lowered and a note of the reason, if there is one."""
    for judge in _JUDGES:
        verdict = judge(change, circumstances)
        if verdict is not None and verdict.level < change.level:
            notes = (*change.notes, verdict.note)
            change = replace(change, level=verdict.level, notes=notes)
    return change


@dataclass(frozen=True, slots=True)
class _Verdict:
    level: Level
    note: str


def _announced(change: Change, circumstances: Circumstances) -> _Verdict | None:
    if change.code not in _REMOVALS:
        return None
    element = circumstances.old.find(change.finding.coordinate)
    note = _announcement(element, circumstances) if element else None
    return _Verdict(Level.DANGEROUS, note) if note else None


def _announcement(element: Element, circumstances: Circumstances) -> str | None:
    """Since when the element has been deprecated, if that is long enough to remove it."""
    deprecation = deprecation_of(element)
    if deprecation is None:
        return None
    policy = circumstances.policy
    if deprecation.version and policy.deprecation_releases is not None:
        known, next_version = circumstances.versions, circumstances.next_version
        count = releases_after(deprecation.version, known, next_version)
        if count >= policy.deprecation_releases:
            return f"It has been deprecated since {deprecation.version}, {count} releases ago."
    if deprecation.date and policy.deprecation_days is not None:
        days = (circumstances.today - deprecation.date).days
        if days >= policy.deprecation_days:
            return f"It has been deprecated since {deprecation.date}, {days} days ago."
    return None


def _withdrawn(change: Change, circumstances: Circumstances) -> _Verdict | None:
    if change.code != "TYPE_REMOVED" or change.finding.name not in circumstances.withdrawn:
        return None
    return _Verdict(Level.DANGEROUS, "Nothing led to it but what was announced to go.")


def _annotation(change: Change, circumstances: Circumstances) -> _Verdict | None:
    if not change.finding.coordinate.startswith("@"):
        return None
    name = change.finding.coordinate.removeprefix("@").partition("(")[0].partition(" ")[0]
    sides = (circumstances.old.directives.get(name), circumstances.new.directives.get(name))
    if any(side and EXECUTABLE_LOCATIONS.intersection(side.locations) for side in sides):
        return None
    return _Verdict(Level.DANGEROUS, "No operation can use the directive: it stands in SDL only.")


def _harmless(change: Change, circumstances: Circumstances) -> _Verdict | None:
    name = change.finding.coordinate.rpartition(" @")[2]
    if not change.code.startswith("DIRECTIVE_USAGE_"):
        return None
    if name not in circumstances.policy.harmless_directives:
        return None
    return _Verdict(Level.SAFE, f"The project says that `@{name}` is not part of the contract.")


def _only_sent(change: Change, circumstances: Circumstances) -> _Verdict | None:
    if change.code != "ENUM_VALUE_ADDED":
        return None
    positions = circumstances.positions
    if change.finding.parent in positions.returned or change.finding.parent not in positions.taken:
        return None
    return _Verdict(Level.SAFE, "No field returns the enum: clients send it, and never receive it.")


def _only_received(change: Change, circumstances: Circumstances) -> _Verdict | None:
    if change.code != "ENUM_VALUE_REMOVED":
        return None
    positions = circumstances.positions
    if change.finding.parent in positions.taken or change.finding.parent not in positions.returned:
        return None
    return _Verdict(
        Level.DANGEROUS, "No argument takes the enum: clients receive it, and never send it."
    )


_Judge = Callable[[Change, Circumstances], _Verdict | None]
_JUDGES: tuple[_Judge, ...] = (
    _announced,
    _withdrawn,
    _annotation,
    _harmless,
    _only_sent,
    _only_received,
)
