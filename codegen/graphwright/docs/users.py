"""Which operations of clients use an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.docs.operations import line_anchor
from graphwright.docs.reference import Link, User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphwright.docs.reference import Operation
    from graphwright.elements.uses import KnownOperations


class Users:
    """Looks up the operations that use an element, and one that shows how."""

    def __init__(self, known: KnownOperations, operations: Iterable[Operation]) -> None:
        self._known = known
        self._operations = {operation.name: operation for operation in operations}

    def of(self, coordinate: str, interfaces: Iterable[str] = ()) -> tuple[User, ...]:
        """The operations, each once, those that write the element before those that may carry it.

        Selected from one of the interfaces, the field of a type is used too.
        """
        found: dict[str, User] = {}
        _, dot, member = coordinate.partition(".")
        coordinates = [coordinate, *(f"{name}{dot}{member}" for name in interfaces if dot)]
        uses = [use for name in coordinates for use in self._known.of(name)]
        for use in sorted(uses, key=lambda use: use.through_variable):
            operation = self._operations[use.operation]
            anchor = line_anchor(operation, use.place.path, use.place.line)
            link = Link(operation.name, operation.page, anchor)
            found.setdefault(use.operation, User(link, use.through_variable))
        return tuple(found.values())

    def example(self, users: Iterable[User]) -> Operation | None:
        """The shortest of the operations."""
        operations = [self._operations[user.link.name] for user in users]
        return min(operations, key=lambda operation: operation.size, default=None)
