"""A bounded cache."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class BoundedCache(Generic[K, V]):
    """A mapping that forgets what has not been used for longest.

    The limit is on the sum of the weights of its values. Threads can share it; two that miss at the
    same time both compute the value, and the later one is kept.
    """

    __slots__ = ("_entries", "_lock", "_weight", "limit")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._entries: dict[K, tuple[V, int]] = {}
        self._weight = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def weight(self) -> int:
        """The sum of the weights of all values."""
        return self._weight

    def get(self, key: K) -> V | None:
        """The value of a key, or None."""
        with self._lock:
            entry = self._entries.pop(key, None)
            if entry is None:
                return None
            self._entries[key] = entry
            return entry[0]

    def put(self, key: K, value: V, weight: int = 1) -> None:
        """Keep a value, unless it weighs more than the limit by itself."""
        with self._lock:
            self._drop(key)
            if weight > self.limit:
                return
            self._entries[key] = (value, weight)
            self._weight += weight
            while self._weight > self.limit:
                self._drop(next(iter(self._entries)))

    def _drop(self, key: K) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._weight -= entry[1]
