"""What a rule finds, and what is reported of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from graphwright.elements.snapshot import Element, Kind, Place


class Level(IntEnum):
    """How much a change asks of those who use the schema; the worst is the greatest."""

    SAFE = 0
    DANGEROUS = 1
    BREAKING = 2

    @property
    def word(self) -> str:
        """The level as reports write it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One change: the element that changed, a sentence about it, and where either side shows it."""

    kind: Kind
    name: str
    coordinate: str
    parent: str
    message: str
    old: Place | None
    new: Place | None


class Sides(Protocol):
    """An element of both sides."""

    @property
    def old(self) -> Element:
        """The element before."""
        ...

    @property
    def new(self) -> Element:
        """The element after."""
        ...


def added(element: Element, message: str) -> Finding:
    """The finding that the element is new."""
    return _finding(element, message, None, element.place)


def removed(element: Element, message: str) -> Finding:
    """The finding that the element is gone."""
    return _finding(element, message, element.place, None)


def changed(pair: Sides, message: str) -> Finding:
    """The finding that the element is another than before."""
    return _finding(pair.new, message, pair.old.place, pair.new.place)


def _finding(element: Element, message: str, old: Place | None, new: Place | None) -> Finding:
    return Finding(
        kind=element.kind,
        name=element.name,
        coordinate=element.coordinate,
        parent=element.parent,
        message=message,
        old=old,
        new=new,
    )


@dataclass(frozen=True, slots=True)
class Breakage:
    """A place in a known operation that a change breaks.

    `path` is what the operation asks for there, as keys of the response, or the variable that may
    carry what is no longer accepted.
    """

    operation: str
    path: str
    place: Place
    through_variable: bool = False


@dataclass(frozen=True, slots=True)
class Resolver:
    """A hand-written method that resolves a field; `name` is that of its class, a dot, its own."""

    name: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """That somebody wants a breaking change: why, and up to which version that holds."""

    code: str
    element: str
    reason: str
    until: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Change:
    """A change as it is reported.

    `rule_level` is the level of its rule; `level` is lower when `notes` say why it matters less
    here. `near` is the closest place on the side that lacks the element. `breakages` is None when no
    operations are known. `resolvers` are the methods that resolve what changed; None when no bindings
    are known.
    """

    code: str
    level: Level
    rule_level: Level
    reason: str
    finding: Finding
    near: Place | None
    notes: tuple[str, ...] = ()
    breakages: tuple[Breakage, ...] | None = None
    acknowledgement: Acknowledgement | None = None
    resolvers: tuple[Resolver, ...] | None = None

    @property
    def place(self) -> Place | None:
        """Where it is best shown: on the new side, or where it was on the old one."""
        return self.finding.new or self.finding.old

    @property
    def new_place(self) -> Place | None:
        """Where it is best shown in the files of the new side, if there."""
        return self.finding.new or (self.near if self.finding.old else None)

    @property
    def key(self) -> str:
        """What names the change within one comparison."""
        return f"{self.code} {self.finding.coordinate}"
