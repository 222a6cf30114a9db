"""States at intervals, on a clock that only sleeping moves."""

from __future__ import annotations

from contextlib import aclosing
from itertools import count

import pytest
from tests.livestat.clock import Clock

from graphwright.runtime.errors import BadInput
from kernelgraph.livestat.feed import Ticker, feed, interval_of


class Sleeper:
    """Moves the clock instead of waiting."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(self, seconds: float) -> None:
        self._clock.now += seconds


async def test_the_first_state_comes_at_once_and_others_at_multiples_of_the_interval() -> None:
    clock = Clock()
    clock.now = 1003.5
    times: list[float] = []

    async def state() -> float:
        return clock.now

    async with aclosing(feed(state, 10, Ticker(clock, Sleeper(clock)))) as states:
        async for time in states:
            times.append(time)
            if len(times) == 4:
                break
    assert times == [1003.5, 1010, 1020, 1030]


async def test_a_slow_reader_misses_ticks_and_gets_the_newest_state() -> None:
    clock = Clock()
    numbers = count()
    seen: list[tuple[int, float]] = []

    async def state() -> int:
        return next(numbers)

    async with aclosing(feed(state, 10, Ticker(clock, Sleeper(clock)))) as states:
        async for number in states:
            seen.append((number, clock.now))
            clock.now += 25
            if number == 2:
                break
    assert seen == [(0, 1000), (1, 1030), (2, 1060)]


async def test_feeds_of_one_interval_tick_together_whenever_they_began() -> None:
    ticks: list[list[float]] = []
    for start in (1000.1, 1009.9):
        clock = Clock()
        clock.now = start

        async def state(clock: Clock = clock) -> float:
            return clock.now

        states = feed(state, 10, Ticker(clock, Sleeper(clock)))
        ticks.append([await anext(states) for _ in range(3)][1:])
        await states.aclose()
    assert ticks[0] == ticks[1] == [1010, 1020]


@pytest.mark.parametrize("seconds", [1, 0, -1, 301])
def test_an_interval_out_of_bounds_is_refused(seconds: int) -> None:
    with pytest.raises(BadInput, match="intervalSeconds"):
        interval_of(seconds)


@pytest.mark.parametrize(("seconds", "interval"), [(None, 10), (2, 2), (300, 300)])
def test_an_interval_in_bounds_is_kept(seconds: int | None, interval: int) -> None:
    assert interval_of(seconds) == interval
