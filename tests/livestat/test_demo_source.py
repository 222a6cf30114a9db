"""The source of a demo, from its start to the first figures."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from tests.livestat.servers import binary

from kernelgraph.livestat.demo import DemoKernel
from kernelgraph.livestat.demo_source import demo_source
from kernelgraph.livestat.errors import DemoSourceError
from kernelgraph.livestat.reading import LiveStat
from kernelgraph.livestat.sources.opening import open_source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.port import LiveStatSource

KERNEL = DemoKernel(
    kernel_id=UUID(int=7),
    session_id=UUID(int=1),
    agent_id="i-agent",
    user_id="user",
    project_id="project",
    started_at=1_700_000_000.0,
)


async def test_a_real_prometheus_has_figures_at_once_and_scrapes_the_made_up_usage(
    tmp_path: Path, catalogue: Catalogue, instruments: Instruments
) -> None:
    binary("prometheus")
    async with (
        asyncio.timeout(60),
        demo_source(tmp_path / "demo", [KERNEL], catalogue, scrape_interval=1) as place,
    ):
        source = open_source(place, catalogue, instruments).source
        assert source.name == f"Prometheus at {place}"
        first = await rates(source)
        assert first["net_rx"]
        # The samples of the time before are there at once; then it goes on.
        while await rates(source) == first:
            await asyncio.sleep(0.1)
        await source.aclose()


async def rates(source: LiveStatSource) -> Mapping[str, Decimal | None]:
    """The rates of the kernel by metric."""
    outcome = (await source.fetch([KERNEL.kernel_id]))[KERNEL.kernel_id]
    assert isinstance(outcome, LiveStat)
    return {reading.name: reading.rate for reading in outcome.metrics}


async def test_without_prometheus_the_usage_of_now_is_recorded(
    tmp_path: Path, catalogue: Catalogue, instruments: Instruments
) -> None:
    async with demo_source(tmp_path, [KERNEL], catalogue, program="no such program") as place:
        source = open_source(place, catalogue, instruments).source
        assert source.name.startswith("recording of made-up usage at ")
        (outcome,) = (await source.fetch([KERNEL.kernel_id])).values()
        assert isinstance(outcome, LiveStat)


async def test_a_prometheus_that_does_not_start_ends_the_demo_with_a_sentence(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    started = time.monotonic()
    with pytest.raises(DemoSourceError, match="exit code"):
        async with demo_source(tmp_path, [KERNEL], catalogue, program="false"):
            pytest.fail("the demo went on")
    assert time.monotonic() - started < 10
