"""Which elements of a schema the known operations use, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.elements.snapshot import Place


@dataclass(frozen=True, slots=True)
class Use:
    """One place in an operation that uses an element.

    `path` is the path in the response, or the variable that may carry the element. `given` are the
    names of the arguments or input fields given there; `nullable` tells whether the value given may
    be null.
    """

    operation: str
    path: str
    place: Place
    given: frozenset[str] = frozenset()
    nullable: bool = False
    through_variable: bool = False


@dataclass(frozen=True, slots=True)
class KnownOperations:
    """The names of the operations, and every use by the coordinate of the element.

    Input objects, enums and scalars have the variables that may carry them as uses; object types and
    interfaces the places where they are selected from or named.
    """

    names: tuple[str, ...]
    uses: Mapping[str, tuple[Use, ...]]

    def of(self, coordinate: str) -> tuple[Use, ...]:
        """The uses of that element."""
        return self.uses.get(coordinate, ())


class UseCollector:
    """Collects uses by coordinate, each once, in order."""

    def __init__(self) -> None:
        self._uses: dict[str, dict[Use, None]] = {}

    def add(self, coordinate: str, use: Use) -> None:
        """Note a use of the element."""
        self._uses.setdefault(coordinate, {})[use] = None

    def collected(self, names: Iterable[str]) -> KnownOperations:
        """All uses noted so far."""
        uses = {coordinate: tuple(found) for coordinate, found in self._uses.items()}
        return KnownOperations(tuple(names), uses)


def without_repetition(uses: Iterable[Use]) -> Iterator[Use]:
    """The uses, one for each operation, path and line."""
    seen: set[tuple[str, str, str, int]] = set()
    for use in uses:
        key = (use.operation, use.path, use.place.path, use.place.line)
        if key not in seen:
            seen.add(key)
            yield use
