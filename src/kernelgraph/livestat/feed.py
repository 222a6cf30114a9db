"""States at regular intervals, for subscriptions.

All feeds tick at multiples of their interval on one clock, so that what they ask for within one
tick meets in one batch. A reader takes states at its own pace: one that falls behind misses ticks
and gets the newest state next; nothing is queued for it.
"""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

from graphwright.runtime.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

T = TypeVar("T")

MIN_INTERVAL: Final = 2
MAX_INTERVAL: Final = 300
DEFAULT_INTERVAL: Final = 10


@dataclass(frozen=True, slots=True)
class Ticker:
    """The clock that all feeds of a process share, and how to wait on it."""

    clock: Callable[[], float] = monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


def interval_of(seconds: int | None) -> int:
    """The interval that a client asks for, in seconds; `BadInput` if it is out of bounds."""
    interval = DEFAULT_INTERVAL if seconds is None else seconds
    if not MIN_INTERVAL <= interval <= MAX_INTERVAL:
        raise BadInput(f"intervalSeconds must be from {MIN_INTERVAL} to {MAX_INTERVAL}")
    return interval


async def feed(
    state: Callable[[], Awaitable[T]], interval: int, ticker: Ticker
) -> AsyncGenerator[T]:
    """The state now, and again at each tick that the reader is there for."""
    while True:
        asked_at = ticker.clock()
        yield await state()
        next_tick = (math.floor(asked_at / interval) + 1) * interval
        now = ticker.clock()
        if now >= next_tick:
            next_tick = math.ceil(now / interval) * interval
        await ticker.sleep(max(0.0, next_tick - now))
