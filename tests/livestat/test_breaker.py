"""The breaker, on a clock that the test moves."""

from __future__ import annotations

from tests.livestat.clock import Clock

from kernelgraph.livestat.breaker import Breaker
from kernelgraph.livestat.instruments import BreakerState


def breaker(clock: Clock) -> tuple[Breaker, list[BreakerState]]:
    states: list[BreakerState] = []
    return Breaker(3, 10.0, clock, states.append), states


def test_it_opens_after_failures_in_a_row_and_a_success_between_them_counts() -> None:
    tested, _ = breaker(Clock())
    for _ in range(2):
        tested.failed()
    tested.succeeded()
    for _ in range(2):
        tested.failed()
    assert tested.admits()
    tested.failed()
    assert not tested.admits()


def test_one_attempt_goes_through_after_the_pause_and_closes_it() -> None:
    clock = Clock()
    tested, states = breaker(clock)
    for _ in range(3):
        tested.failed()
    clock.now += 9.9
    assert not tested.admits()
    clock.now += 0.1
    assert [tested.admits() for _ in range(3)] == [True, False, False]
    tested.succeeded()
    assert [tested.admits() for _ in range(3)] == [True, True, True]
    closed, half_open, opened = BreakerState.CLOSED, BreakerState.HALF_OPEN, BreakerState.OPEN
    assert states == [closed, opened, half_open, closed]


def test_an_attempt_that_fails_begins_the_next_pause() -> None:
    clock = Clock()
    tested, _ = breaker(clock)
    for _ in range(3):
        tested.failed()
    clock.now += 10
    assert tested.admits()
    tested.failed()
    assert not tested.admits()
    clock.now += 10
    assert tested.admits()
