"""What a subscriber is sent at each tick, on a clock that the test moves."""

from __future__ import annotations

from math import inf
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from uuid import UUID

import pytest
from prometheus_client import CollectorRegistry
from tests.livestat.clock import Clock, LeapingTicker
from tests.livestat.fakes import STAT, HeldSource

from kernelgraph.auth.viewer import Viewer
from kernelgraph.bindings.live_stats import LiveStatSubscriptions
from kernelgraph.context import RequestContext
from kernelgraph.livestat.batcher import Batcher
from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.instruments import Instruments
from kernelgraph.livestat.service import KernelState, LiveStats
from kernelgraph.livestat.settings import BatcherSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from graphwright.runtime import Info
    from kernelgraph.livestat.reading import Outcome
    from kernelgraph.ports import KernelStates, LiveStatistics
    from kernelgraph_api.types import KernelLiveStat

FIRST, SECOND = UUID(int=1), UUID(int=2)
RUNNING = {FIRST: KernelState(FIRST, is_running=True), SECOND: KernelState(SECOND, is_running=True)}
INFO = cast(
    "Info[RequestContext]",
    SimpleNamespace(context=RequestContext(Viewer(user_id=UUID(int=9)))),
)


class HeldStates:
    """The rows that are open to the viewer, which tests change."""

    def __init__(self) -> None:
        self.open: dict[UUID, KernelState] = dict(RUNNING)

    async def by_keys(self, viewer: Viewer, keys: Sequence[UUID]) -> Sequence[KernelState]:
        return [self.open[key] for key in keys if key in self.open]

    async def linked_last_stats(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, object]:
        return {}


class NotedStatistics:
    """Answers for any kernel, and notes which were asked for together."""

    def __init__(self) -> None:
        self.asked: list[list[UUID]] = []

    async def of(self, kernels: Sequence[KernelState], *, oldest: float = inf) -> Sequence[Outcome]:
        if kernels:
            self.asked.append([each.kernel_id for each in kernels])
        return [STAT if each.is_running else None for each in kernels]


def watched(
    statistics: LiveStatistics, states: KernelStates, clock: Clock
) -> AsyncIterator[Sequence[KernelLiveStat]]:
    subscriptions = LiveStatSubscriptions(statistics, states, LeapingTicker(clock))
    return subscriptions.kernel_live_stats(INFO, ids=[FIRST, SECOND], interval_seconds=2)


async def seen(reader: AsyncIterator[Sequence[KernelLiveStat]]) -> list[UUID]:
    return [each.kernel_id for each in await anext(reader)]


async def test_a_slow_reader_gets_the_newest_state_and_misses_the_ticks_in_between() -> None:
    clock, states, statistics = Clock(), HeldStates(), NotedStatistics()
    reader = watched(statistics, states, clock)
    assert await seen(reader) == [FIRST, SECOND]
    clock.now += 61
    del states.open[FIRST]
    assert await seen(reader) == [SECOND]
    assert len(statistics.asked) == 2


def batched(source: HeldSource, clock: Clock, freshness: float) -> LiveStats:
    """The statistics of the source, whose answers count as fresh for so long."""
    instruments = Instruments(CollectorRegistry())
    settings = BatcherSettings(linger=0, freshness=freshness)
    batcher = Batcher(source, settings, instruments, clock=clock)
    return LiveStats(batcher, declared_metrics(), instruments)


@pytest.mark.parametrize("freshness", [0.0, 3.0, 300.0])
async def test_each_tick_brings_a_new_state_however_long_answers_count_as_fresh(
    freshness: float,
) -> None:
    clock, source = Clock(), HeldSource()
    reader = watched(batched(source, clock, freshness), HeldStates(), clock)
    for _ in range(4):
        await anext(reader)
    assert source.times_asked == {FIRST: 4, SECOND: 4}


async def test_what_others_have_just_asked_for_is_shared_with_subscribers() -> None:
    clock, source = Clock(), HeldSource()
    statistics = batched(source, clock, freshness=3)
    await statistics.of(list(RUNNING.values()))
    clock.now += 0.9
    await anext(watched(statistics, HeldStates(), clock))
    assert source.times_asked == {FIRST: 1, SECOND: 1}


async def test_kernels_come_and_go_as_they_are_open_to_the_viewer() -> None:
    states = HeldStates()
    reader = watched(NotedStatistics(), states, Clock())
    del states.open[FIRST]
    assert await seen(reader) == [SECOND]
    states.open.clear()
    assert await seen(reader) == []
    states.open.update(RUNNING)
    assert await seen(reader) == [FIRST, SECOND]


async def test_kernels_that_ran_before_are_asked_for_before_their_rows_are_read() -> None:
    states, statistics = HeldStates(), NotedStatistics()
    reader = watched(statistics, states, Clock())
    del states.open[SECOND]
    await seen(reader)
    states.open[SECOND] = RUNNING[SECOND]
    await seen(reader)
    states.open[FIRST] = KernelState(FIRST, is_running=False)
    await seen(reader)
    states.open.clear()
    await seen(reader)
    assert statistics.asked == [[FIRST], [FIRST], [SECOND], [FIRST, SECOND], [FIRST], [SECOND]]
