"""Which types operations can reach, from the roots and from the arguments of directives."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphwright.sdl.definitions import Kind, named_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.shape import Shape
    from graphwright.lint.subject import Subject


def reachable(subject: Subject) -> frozenset[str]:
    """Names of the types that an operation can select from, receive or give a value of.

    An object type is within reach when something gives an interface that it implements.
    """
    implementing: defaultdict[str, list[str]] = defaultdict(list)
    for shape in subject.of_kind(Kind.OBJECT, Kind.INTERFACE):
        for interface in shape.interfaces:
            implementing[interface].append(shape.name)
    found: set[str] = set()
    waiting = list(_starts(subject))
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        waiting += implementing[name]
        if named := subject.types.get(name):
            waiting += _next(named)
    return frozenset(found)


def _starts(subject: Subject) -> Iterator[str]:
    yield from subject.roots.values()
    for directive in subject.directives.values():
        for argument in directive.arguments:
            yield named_type(argument.type).name.value


def _next(shape: Shape) -> Iterator[str]:
    yield from shape.members
    yield from shape.interfaces
    for field in shape.fields.values():
        yield named_type(field.type).name.value
        for argument in field.arguments:
            yield named_type(argument.type).name.value
    for input_field in shape.input_fields.values():
        yield named_type(input_field.type).name.value
