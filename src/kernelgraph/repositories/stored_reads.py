"""Reads of stored values that may be damaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graphwright.runtime.sql import Read

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphwright.runtime.sql import Column
    from graphwright.runtime.usual import Usual
    from kernelgraph.stored.degradation import Degradations, Note

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredReads:
    """Reads through a decoder; what it degrades is recorded with the key of the row."""

    key: Column[Any]
    degradations: Degradations

    def __call__(
        self,
        decode: Callable[[object, Note], T],
        stored: Column[object],
        usual: Usual | None = None,
    ) -> Read[T]:
        """The read of a column by a decoder; sound values may have a shorter way."""
        note = self.degradations.notes()

        def read(key: object, value: object) -> T:
            note.row_id = key
            return decode(value, note)

        return Read((self.key, stored), read, usual)
