"""Reads of stored values that may be damaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graphwright.runtime.sql import decoded

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphwright.runtime.sql import Column, Read
    from kernelgraph.stored.degradation import Degradations, Note

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredReads:
    """Reads through a decoder; what it degrades is recorded with the key of the row."""

    key: Column[Any]
    degradations: Degradations

    def __call__(self, decode: Callable[[object, Note], T], stored: Column[object]) -> Read[T]:
        """The read of a column by a decoder."""
        note = self.degradations.notes()

        def read(key: object, value: object) -> T:
            note.row_id = key
            return decode(value, note)

        return decoded(read, self.key, stored)
