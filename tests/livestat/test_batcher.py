"""Many requests, few questions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from tests.livestat.clock import Clock
from tests.livestat.fakes import STAT, HeldSource

from kernelgraph.livestat.batcher import Batcher
from kernelgraph.livestat.reading import Failure, Outcome, Unavailable
from kernelgraph.livestat.settings import BatcherSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prometheus_client import CollectorRegistry

    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.port import LiveStatSource

IDS = [UUID(int=number) for number in range(200)]
AT_ONCE = BatcherSettings(linger=0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def source() -> HeldSource:
    return HeldSource()


@pytest.fixture
async def batcher(source: HeldSource, clock: Clock, instruments: Instruments) -> Batcher:
    checked: LiveStatSource = source
    return Batcher(checked, AT_ONCE, instruments, clock=clock)


def metric(registry: CollectorRegistry, name: str, **labels: str) -> float | None:
    return registry.get_sample_value(f"kernelgraph_livestat_{name}", labels)


async def test_all_kernels_of_a_request_go_out_as_one_batch(
    batcher: Batcher, source: HeldSource
) -> None:
    fields = [batcher.fetch(IDS[:100]), batcher.fetch(IDS[:100]), batcher.fetch(IDS[100:])]
    outcomes = await asyncio.gather(*fields)
    assert source.asked == [IDS]
    assert outcomes[0] == outcomes[1] == dict.fromkeys(IDS[:100], STAT)


async def test_a_thousand_requests_for_the_same_kernels_are_one_query(
    batcher: Batcher, source: HeldSource, registry: CollectorRegistry
) -> None:
    source.gate.clear()
    early = [asyncio.create_task(batcher.fetch(IDS[:100])) for _ in range(500)]
    await source.begun.wait()
    late = [asyncio.create_task(batcher.fetch(IDS[:100])) for _ in range(500)]
    await asyncio.sleep(0)
    source.gate.set()
    assert all(len(outcomes) == 100 for outcomes in await asyncio.gather(*early, *late))
    assert len(source.asked) == 1
    assert metric(registry, "requests_total") == 1000
    assert metric(registry, "queries_saved_total") == 999
    assert metric(registry, "kernels_total", answered="joined") == 99_900


async def test_requests_that_overlap_ask_only_for_what_is_new(
    batcher: Batcher, source: HeldSource
) -> None:
    source.gate.clear()
    first = asyncio.create_task(batcher.fetch(IDS[:2]))
    await source.begun.wait()
    second = asyncio.create_task(batcher.fetch(IDS[1:3]))
    await asyncio.sleep(0)
    source.gate.set()
    assert list(await first) == IDS[:2]
    assert set(await second) == set(IDS[1:3])
    assert source.asked == [IDS[:2], IDS[2:3]]


async def test_an_answer_serves_while_it_is_fresh(
    batcher: Batcher, source: HeldSource, clock: Clock
) -> None:
    await batcher.fetch(IDS[:1])
    clock.now += AT_ONCE.freshness - 0.1
    await batcher.fetch(IDS[:1])
    assert len(source.asked) == 1
    clock.now += 0.1
    await batcher.fetch(IDS[:1])
    assert len(source.asked) == 2


async def test_who_wants_a_newer_answer_than_others_asks_again(
    batcher: Batcher, source: HeldSource, clock: Clock
) -> None:
    await batcher.fetch(IDS[:1])
    clock.now += 1
    await batcher.fetch(IDS[:1], oldest=2)
    await batcher.fetch(IDS[:1])
    assert len(source.asked) == 1
    await batcher.fetch(IDS[:1], oldest=1)
    assert len(source.asked) == 2


async def test_freshness_zero_asks_each_time(
    source: HeldSource, clock: Clock, instruments: Instruments
) -> None:
    batcher = Batcher(source, BatcherSettings(linger=0, freshness=0), instruments, clock=clock)
    for _ in range(3):
        await batcher.fetch(IDS[:1])
    assert len(source.asked) == 3


async def test_what_is_no_longer_fresh_is_let_go(
    source: HeldSource, clock: Clock, instruments: Instruments
) -> None:
    batcher = Batcher(source, AT_ONCE, instruments, clock=clock)
    for kernel_id in IDS:
        await batcher.fetch([kernel_id])
        clock.now += 1
    await batcher.fetch(IDS[:1])
    await batcher.fetch(IDS[-2:])
    assert source.times_asked[IDS[-1]] == 1
    assert source.times_asked[IDS[0]] == 2


async def test_a_failure_is_not_kept(batcher: Batcher, source: HeldSource) -> None:
    source.answer = Unavailable(Failure.REFUSED)
    assert await batcher.fetch(IDS[:1]) == {IDS[0]: source.answer}
    source.answer = None
    assert await batcher.fetch(IDS[:1]) == {IDS[0]: None}


async def test_a_caller_that_goes_away_takes_nothing_from_the_others(
    batcher: Batcher, source: HeldSource
) -> None:
    source.gate.clear()
    leaving = asyncio.create_task(batcher.fetch(IDS[:1]))
    staying = asyncio.create_task(batcher.fetch(IDS[:1]))
    await source.begun.wait()
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    source.gate.set()
    assert await staying == {IDS[0]: STAT}


async def test_a_source_with_a_bug_is_unavailable_and_nobody_waits_for_ever(
    batcher: Batcher, source: HeldSource
) -> None:
    source.answer = RuntimeError("a bug")
    assert await batcher.fetch(IDS[:2]) == dict.fromkeys(IDS[:2], Unavailable(Failure.BROKEN))


async def test_a_dead_source_is_left_alone_and_tried_again_with_one_batch(
    batcher: Batcher, source: HeldSource, clock: Clock, registry: CollectorRegistry
) -> None:
    dead = source.answer = Unavailable(Failure.TIMED_OUT)
    for _ in range(AT_ONCE.failures):
        assert await batcher.fetch(IDS[:1]) == {IDS[0]: dead}
    suspended: Mapping[UUID, Outcome] = {IDS[0]: Unavailable(Failure.SUSPENDED)}
    assert await batcher.fetch(IDS[:1]) == suspended
    assert (len(source.asked), metric(registry, "breaker_state")) == (3, 2)
    clock.now += AT_ONCE.pause
    source.answer = STAT
    assert await batcher.fetch(IDS[:1]) == {IDS[0]: STAT}
    assert metric(registry, "breaker_state") == 0


async def test_others_are_not_let_through_while_it_is_tried_again(
    batcher: Batcher, source: HeldSource, clock: Clock
) -> None:
    source.answer = Unavailable(Failure.UNREACHABLE)
    for _ in range(AT_ONCE.failures):
        await batcher.fetch(IDS[:1])
    clock.now += AT_ONCE.pause
    source.begun.clear()
    source.gate.clear()
    probe = asyncio.create_task(batcher.fetch(IDS[:1]))
    await source.begun.wait()
    assert await batcher.fetch(IDS[1:2]) == {IDS[1]: Unavailable(Failure.SUSPENDED)}
    source.gate.set()
    await probe


@pytest.mark.parametrize("failure", [Failure.REFUSED, Failure.TOO_LARGE])
async def test_a_query_that_is_itself_to_blame_leaves_the_breaker_closed(
    batcher: Batcher, source: HeldSource, failure: Failure
) -> None:
    source.answer = Unavailable(failure)
    for _ in range(2 * AT_ONCE.failures):
        assert await batcher.fetch(IDS[:1]) == {IDS[0]: source.answer}
    assert len(source.asked) == 2 * AT_ONCE.failures


@pytest.mark.parametrize("is_begun", [False, True])
async def test_closing_answers_everyone_who_waits(
    batcher: Batcher, source: HeldSource, is_begun: bool
) -> None:
    source.gate.clear()
    waiting = asyncio.create_task(batcher.fetch(IDS[:1]))
    await asyncio.sleep(0)
    if is_begun:
        await source.begun.wait()
    await batcher.aclose()
    assert await waiting == {IDS[0]: Unavailable(Failure.SUSPENDED)}
    assert source.is_closed


async def test_nothing_is_asked_for_no_kernels(batcher: Batcher, source: HeldSource) -> None:
    assert await batcher.fetch([]) == {}
    assert source.asked == []


async def test_the_size_and_the_duration_of_batches_are_shown(
    batcher: Batcher, registry: CollectorRegistry
) -> None:
    await batcher.fetch(IDS)
    assert metric(registry, "batch_size_sum") == len(IDS)
    assert metric(registry, "batch_duration_seconds_count") == 1
