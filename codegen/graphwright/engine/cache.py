"""A bounded cache."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class BoundedCache(Generic[K, V]):
    """A mapping that forgets what has not been used for longest.

    Reads and writes are single operations on a dict, so threads can share a cache; two that miss at
    the same time both compute the value, and the later one is kept.
    """

    __slots__ = ("_entries", "limit")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._entries: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> V | None:
        """The value of a key, or None."""
        entries = self._entries
        value = entries.pop(key, None)
        if value is not None:
            entries[key] = value
        return value

    def put(self, key: K, value: V) -> None:
        """Keep a value."""
        entries = self._entries
        entries.pop(key, None)
        entries[key] = value
        while len(entries) > self.limit:
            entries.pop(next(iter(entries)), None)
