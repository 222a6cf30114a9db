"""Errors of fields, kept as long as no null above them says enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphql import GraphQLError
    from graphql.pyutils import Path


class FieldErrors:
    """Errors by the position that became null.

    An error at or below a position that is null already is dropped, as in graphql-core.
    """

    __slots__ = ("errors", "nulled")

    def __init__(self) -> None:
        self.errors: list[GraphQLError] = []
        self.nulled: set[Path | None] = set()

    def add(self, error: GraphQLError, path: Path | None) -> None:
        """Keep an error that made the value at a path null; no path is the answer itself."""
        if not self.is_nulled(path):
            self.nulled.add(path)
            self.errors.append(error)

    def is_nulled(self, path: Path | None) -> bool:
        """Whether the value at a path, or one above it, is null because of an error."""
        if not self.nulled:
            return False
        while path is not None:
            if path in self.nulled:
                return True
            path = path.prev
        return None in self.nulled


def keys_of(path: Path | None) -> list[Any]:
    """Response keys and indices from the root."""
    return path.as_list() if path is not None else []
