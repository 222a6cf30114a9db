"""States at intervals, on a clock that only waiting moves."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from itertools import count

import pytest
from tests.livestat.clock import Clock, LeapingTicker

from graphwright.runtime.errors import BadInput
from kernelgraph.livestat.feed import Ticker, feed, interval_of, oldest_answer


async def test_the_first_state_comes_at_once_and_others_at_multiples_of_the_interval() -> None:
    clock = Clock()
    clock.now = 1003.5
    times: list[float] = []

    async def state() -> float:
        return clock.now

    async with aclosing(feed(state, 10, LeapingTicker(clock))) as states:
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

    async with aclosing(feed(state, 10, LeapingTicker(clock))) as states:
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

        states = feed(state, 10, LeapingTicker(clock))
        ticks.append([await anext(states) for _ in range(3)][1:])
        await states.aclose()
    assert ticks[0] == ticks[1] == [1010, 1020]


async def test_all_who_wait_for_a_tick_wake_in_the_same_turn_however_busy_the_process_is() -> None:
    ticker = Ticker()

    async def wait(name: int) -> list[int]:
        await ticker.until(tick)
        turns.append(name)
        await asyncio.sleep(0)
        return list(turns)

    turns: list[int] = []
    tick = ticker.now() + 0.01
    waiting = [asyncio.create_task(wait(name)) for name in range(20)]
    await asyncio.sleep(0)
    # Busy past the tick, so that every timer is due, in whatever order they were set.
    time.sleep(0.02)
    assert await asyncio.gather(*waiting) == [list(range(20))] * 20


async def test_whoever_stops_waiting_for_a_tick_takes_it_from_nobody() -> None:
    ticker = Ticker()
    tick = ticker.now() + 0.02
    leaving, staying = (asyncio.create_task(ticker.until(tick)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    await staying
    assert ticker.now() >= tick
    assert leaving.cancelled()


@pytest.mark.parametrize("interval", [2, 10, 300])
def test_no_answer_that_was_asked_for_at_the_tick_before_is_taken(interval: int) -> None:
    assert 0 < oldest_answer(interval) < interval


@pytest.mark.parametrize("seconds", [1, 0, -1, 301])
def test_an_interval_out_of_bounds_is_refused(seconds: int) -> None:
    with pytest.raises(BadInput, match="intervalSeconds"):
        interval_of(seconds)


@pytest.mark.parametrize(("seconds", "interval"), [(None, 10), (2, 2), (300, 300)])
def test_an_interval_in_bounds_is_kept(seconds: int | None, interval: int) -> None:
    assert interval_of(seconds) == interval
