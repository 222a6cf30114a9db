"""Types that went together with everything that led to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.snapshot import Element, Field, InputValue, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def withdrawn_types(
    old: Snapshot, new: Snapshot, announced: Callable[[Element], bool]
) -> frozenset[str]:
    """The removed types to which nothing led but announced removals and other such types.

    What leads to a type are the fields that return it, the arguments and input fields that take it,
    the unions that it is a member of, the types that implement it, and operations.
    """
    references = list(_references(old))
    withdrawn = set(old.types.keys() - new.types.keys())
    withdrawn -= {root.type_name for root in old.roots.values()}
    while True:
        reached = {
            name
            for owner, name, element in references
            if name in withdrawn and owner not in withdrawn and not announced(element)
        }
        if not reached:
            return frozenset(withdrawn)
        withdrawn -= reached


def _references(schema: Snapshot) -> Iterator[tuple[str, str, Element]]:
    """The type that refers, the type that it refers to, and the element that does."""
    for definition in schema.types.values():
        for element in definition.parts:
            if isinstance(element, Field | InputValue):
                yield definition.name, element.type.name, element
        for link in (*definition.members.values(), *definition.interfaces.values()):
            yield definition.name, link.name, link
    for directive in schema.directives.values():
        for argument in directive.arguments.values():
            yield directive.coordinate, argument.type.name, argument
