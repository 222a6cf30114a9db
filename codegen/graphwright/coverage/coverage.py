"""Which fields, arguments, input fields and enum values the operations use, and how."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from graphwright.coverage.reach import within_reach
from graphwright.elements.snapshot import Element, Field, Kind, Place, Snapshot, TypeDefinition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.elements.uses import KnownOperations

KINDS = (Kind.FIELD, Kind.ARGUMENT, Kind.INPUT_FIELD, Kind.ENUM_VALUE)


class How(Enum):
    """How an element is used, the strongest first."""

    WRITTEN = "written"
    """An operation selects the field or gives the argument, the input field or the value."""
    CARRIED = "carried"
    """A variable may carry it."""
    RECEIVED = "received"
    """A field that is selected may return the value."""
    UNUSED = "unused"
    """No known operation has to do with it."""


@dataclass(frozen=True, slots=True)
class Covered:
    """An element, how it is used, and by which operations."""

    type_name: str
    kind: Kind
    coordinate: str
    place: Place
    how: How
    operations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many."""

    used: int
    total: int

    @property
    def percent(self) -> float:
        """The share in per cent; of nothing, all is used."""
        return 100 * self.used / self.total if self.total else 100.0


@dataclass(frozen=True)
class Coverage:
    """Every element by type, and the names of the operations."""

    elements: tuple[Covered, ...]
    operations: tuple[str, ...]

    @cached_property
    def by_type(self) -> Mapping[str, tuple[Covered, ...]]:
        """The elements of each type, by its name."""
        found: defaultdict[str, list[Covered]] = defaultdict(list)
        for element in self.elements:
            found[element.type_name].append(element)
        return {name: tuple(elements) for name, elements in found.items()}

    @property
    def total(self) -> Count:
        """Over all elements."""
        return count(self.elements)

    @property
    def unused(self) -> tuple[Covered, ...]:
        """The elements that no operation has to do with."""
        return tuple(element for element in self.elements if element.how is How.UNUSED)


def count(elements: Iterable[Covered], kind: Kind | None = None) -> Count:
    """How many of the elements, or of those of one kind, are used."""
    counted = [element for element in elements if kind is None or element.kind is kind]
    return Count(sum(element.how is not How.UNUSED for element in counted), len(counted))


def coverage(schema: Snapshot, known: KnownOperations) -> Coverage:
    """What the operations use of the schema, as far as any operation can use it."""
    uses, reach = _Uses(schema, known), within_reach(schema)
    elements = tuple(
        _covered(definition, part, uses)
        for name, definition in sorted(schema.types.items())
        if name in reach
        for part in definition.parts
        if part.kind in KINDS
    )
    return Coverage(elements, known.names)


def _covered(definition: TypeDefinition, part: Element, uses: _Uses) -> Covered:
    how, operations = uses.of(definition, part)
    return Covered(definition.name, part.kind, part.coordinate, part.place, how, operations)


class _Uses:
    """Looks up uses, those through interfaces and of returned enums included."""

    def __init__(self, schema: Snapshot, known: KnownOperations) -> None:
        self._schema = schema
        self._known = known
        self._returned = self._returned_enums()

    def of(self, definition: TypeDefinition, part: Element) -> tuple[How, tuple[str, ...]]:
        """How the part of the type is used, and by which operations."""
        written: dict[str, None] = {}
        carried: dict[str, None] = {}
        for coordinate in self._coordinates(definition, part):
            for use in self._known.of(coordinate):
                (carried if use.through_variable else written)[use.operation] = None
        if written:
            return How.WRITTEN, tuple(written)
        # What carries an enum may carry any of its values.
        if part.kind is Kind.ENUM_VALUE:
            users = self._known.of(definition.name)
            carried = dict.fromkeys(use.operation for use in users if use.through_variable)
        if carried:
            return How.CARRIED, tuple(carried)
        if part.kind is Kind.ENUM_VALUE and definition.name in self._returned:
            return How.RECEIVED, self._returned[definition.name]
        return How.UNUSED, ()

    def _coordinates(self, definition: TypeDefinition, part: Element) -> Iterator[str]:
        """Those under which a use of the part is noted: selected from an interface, it is used too."""
        yield part.coordinate
        if part.kind in {Kind.FIELD, Kind.ARGUMENT}:
            rest = part.coordinate.removeprefix(definition.name)
            yield from (f"{interface}{rest}" for interface in definition.interfaces)

    def _returned_enums(self) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for coordinate, uses in self._known.uses.items():
            field = self._schema.find(coordinate)
            if isinstance(field, Field):
                found[field.type.name].update(dict.fromkeys(use.operation for use in uses))
        return {name: tuple(operations) for name, operations in found.items()}
