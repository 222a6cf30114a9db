"""Where types stand in a schema: in what servers return, or in what clients send."""

from __future__ import annotations

from dataclasses import dataclass

from graphwright.elements.snapshot import Field, InputValue, Snapshot


@dataclass(frozen=True, slots=True)
class Positions:
    """The names of the types that fields return, and of those that arguments and inputs take."""

    returned: frozenset[str]
    taken: frozenset[str]

    @classmethod
    def of(cls, *snapshots: Snapshot) -> Positions:
        """The positions of the types in any of the snapshots."""
        returned: set[str] = set()
        taken: set[str] = set()
        for snapshot in snapshots:
            for definition in snapshot.types.values():
                for element in definition.parts:
                    if isinstance(element, Field):
                        returned.add(element.type.name)
                    elif isinstance(element, InputValue):
                        taken.add(element.type.name)
            for directive in snapshot.directives.values():
                taken.update(value.type.name for value in directive.arguments.values())
        return cls(frozenset(returned), frozenset(taken))
