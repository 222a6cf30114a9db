"""States at regular intervals, for subscriptions.

All feeds tick at multiples of their interval on one clock, so that what they ask for within one
tick meets in one batch. A reader takes states at its own pace: one that falls behind misses ticks
and gets the newest state next; nothing is queued for it.
"""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, Final, TypeVar

from graphwright.runtime.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

T = TypeVar("T")

MIN_INTERVAL: Final = 2
MAX_INTERVAL: Final = 300
DEFAULT_INTERVAL: Final = 10


class Ticker:
    """The clock that all feeds of a process share, which is that of the event loop.

    One timer wakes all who wait for the same time: with a timer for each, a busy process could
    wake the last of them after the batch that the first began has gone out.
    """

    def __init__(self) -> None:
        self._due: dict[float, asyncio.Future[None]] = {}

    def now(self) -> float:
        """Seconds since some moment, never going back."""
        return asyncio.get_running_loop().time()

    async def until(self, time: float) -> None:
        """Return at that time, at once if it has passed."""
        due = self._due.get(time)
        if due is None:
            loop = asyncio.get_running_loop()
            due = self._due[time] = loop.create_future()
            loop.call_at(time, self._wake, time)
        # Not awaited itself: whoever stops waiting would cancel it for the others.
        await asyncio.wait({due})

    def _wake(self, time: float) -> None:
        self._due.pop(time).set_result(None)


def interval_of(seconds: int | None) -> int:
    """The interval that a client asks for, in seconds; `BadInput` if it is out of bounds."""
    interval = DEFAULT_INTERVAL if seconds is None else seconds
    if not MIN_INTERVAL <= interval <= MAX_INTERVAL:
        raise BadInput(f"intervalSeconds must be from {MIN_INTERVAL} to {MAX_INTERVAL}")
    return interval


def oldest_answer(interval: int) -> float:
    """How many seconds old an answer may be that a feed of this interval takes.

    Half the interval: what was asked for at the tick before is older, however late that was
    noticed, so that each tick brings a new state; what others have just asked for is shared.
    """
    return interval / 2


async def feed(
    state: Callable[[], Awaitable[T]], interval: int, ticker: Ticker
) -> AsyncGenerator[T]:
    """The state now, and again at each tick that the reader is there for."""
    while True:
        asked_at = ticker.now()
        yield await state()
        next_tick = (math.floor(asked_at / interval) + 1) * interval
        now = ticker.now()
        if now >= next_tick:
            next_tick = math.ceil(now / interval) * interval
        await ticker.until(next_tick)
