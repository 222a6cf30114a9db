"""What a resolver may return: the value itself or an awaitable of it."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")

MaybeAwaitable: TypeAlias = T | Awaitable[T]

Batch: TypeAlias = MaybeAwaitable[Sequence[T | Exception]]
"""What a batched method returns: for each parent its value, or the exception that it failed with."""
