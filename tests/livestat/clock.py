"""Clocks that stand still until they are moved."""

from __future__ import annotations

import asyncio

from kernelgraph.livestat.feed import Ticker


class Clock:
    """Returns `now` when called."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class LeapingTicker(Ticker):
    """Moves the clock instead of waiting."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def now(self) -> float:
        return self._clock.now

    async def until(self, time: float) -> None:
        self._clock.now = max(self._clock.now, time)


class HandTicker(Ticker):
    """Ticks when told to, for all who wait by then."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 1000.0
        self._tick = asyncio.Event()
        self._awaited: list[float] = []

    def now(self) -> float:
        return self._now

    async def until(self, time: float) -> None:
        self._awaited.append(time)
        try:
            while self._now < time:
                await self._tick.wait()
        finally:
            self._awaited.remove(time)

    @property
    def waiting(self) -> int:
        """How many feeds wait for a later tick."""
        # Those whose time has come may not have noticed yet.
        return sum(time > self._now for time in self._awaited)

    async def until_waited_for(self, feeds: int = 1) -> None:
        """Return once so many feeds wait for their next tick."""
        async with asyncio.timeout(30):
            while self.waiting != feeds:
                await asyncio.sleep(0.001)

    def tick(self, seconds: float = 2) -> None:
        """Move on by so much."""
        self._now += seconds
        self._tick.set()
        self._tick = asyncio.Event()
