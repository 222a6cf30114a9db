"""What a resolver may return: the value itself or an awaitable of it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeAlias, TypeVar

T = TypeVar("T")

MaybeAwaitable: TypeAlias = T | Awaitable[T]
