"""Which types an operation can have to do with."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphwright.elements.snapshot import Field, InputValue
from graphwright.sdl.locations import EXECUTABLE_LOCATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.elements.snapshot import Snapshot, TypeDefinition


def within_reach(schema: Snapshot) -> frozenset[str]:
    """Names of the types to which root fields and the directives of operations lead.

    Others, such as an enum that only a directive of the SDL takes, are no part of what can be used.
    """
    implementing: defaultdict[str, list[str]] = defaultdict(list)
    for definition in schema.types.values():
        for interface in definition.interfaces:
            implementing[interface].append(definition.name)
    found: set[str] = set()
    waiting = list(_starts(schema))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += implementing[name]
            waiting += _next(schema.types.get(name))
    return frozenset(found)


def _starts(schema: Snapshot) -> Iterator[str]:
    for root in schema.roots.values():
        yield root.type_name
    for directive in schema.directives.values():
        if EXECUTABLE_LOCATIONS.intersection(directive.locations):
            yield from (argument.type.name for argument in directive.arguments.values())


def _next(definition: TypeDefinition | None) -> Iterator[str]:
    if definition is None:
        return
    yield from definition.members
    yield from definition.interfaces
    for part in definition.parts:
        if isinstance(part, Field | InputValue):
            yield part.type.name
