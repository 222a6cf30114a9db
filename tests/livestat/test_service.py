"""Kernels in any state."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from tests.livestat.fakes import STAT, HeldSource

from kernelgraph.livestat.batcher import Batcher
from kernelgraph.livestat.reading import LiveStat
from kernelgraph.livestat.service import KernelState, LiveStats
from kernelgraph.livestat.settings import BatcherSettings
from kernelgraph.livestat.wire import to_wire

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.instruments import Instruments

IDS = [UUID(int=number) for number in range(5)]
LAST = {"mem": {"current": "5", "capacity": "10", "pct": "50.00", "unit_hint": "bytes"}}


@pytest.fixture
async def source() -> HeldSource:
    return HeldSource()


@pytest.fixture
async def live_stats(
    source: HeldSource, catalogue: Catalogue, instruments: Instruments
) -> LiveStats:
    batcher = Batcher(source, BatcherSettings(linger=0), instruments)
    return LiveStats(batcher, catalogue, instruments)


async def test_only_running_kernels_are_asked_for_and_others_have_what_was_stored(
    live_stats: LiveStats, source: HeldSource
) -> None:
    running, ended, unknown, again = await live_stats.of(
        [
            KernelState(IDS[0], is_running=True, last_stat=LAST),
            KernelState(IDS[1], is_running=False, last_stat=LAST),
            KernelState(IDS[2], is_running=False),
            KernelState(IDS[0], is_running=True),
        ]
    )
    assert source.asked == [[IDS[0]]]
    assert running is again is STAT
    assert isinstance(ended, LiveStat)
    assert to_wire(ended)["mem"]["current"] == "5"
    assert to_wire(ended)["mem"]["stats.max"] == "0"
    assert unknown is None


async def test_ended_kernels_alone_ask_nothing(live_stats: LiveStats, source: HeldSource) -> None:
    assert await live_stats.of([KernelState(IDS[0], is_running=False)]) == [None]
    assert source.asked == []


async def test_a_stored_value_that_cannot_be_read_is_null_and_counted(
    live_stats: LiveStats, registry: CollectorRegistry
) -> None:
    assert await live_stats.of([KernelState(IDS[0], is_running=False, last_stat="dirt")]) == [None]
    degraded = registry.get_sample_value("kernelgraph_livestat_degraded_total", {"flaw": "payload"})
    assert degraded == 1


async def test_closing_closes_the_source(live_stats: LiveStats, source: HeldSource) -> None:
    await live_stats.aclose()
    assert source.is_closed
