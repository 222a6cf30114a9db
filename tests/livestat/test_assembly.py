"""Live statistics put together as the server does it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from tests.livestat.asking import source_of
from tests.livestat.fakes import STAT
from tests.livestat.scenarios import COMPARED, CROWD
from tests.livestat.servers import free_port

from kernelgraph.livestat.answer import live_stat, readings
from kernelgraph.livestat.assembly import assemble
from kernelgraph.livestat.batcher import Batcher
from kernelgraph.livestat.errors import LiveStatUnavailable, SourceUrlError
from kernelgraph.livestat.reading import Failure, LiveStat, Unavailable
from kernelgraph.livestat.service import KernelState
from kernelgraph.livestat.settings import BatcherSettings, PrometheusSettings

if TYPE_CHECKING:
    from pathlib import Path

    from prometheus_client import CollectorRegistry

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.instruments import Instruments


async def test_a_recorded_file_serves_as_a_source(
    tmp_path: Path, catalogue: Catalogue, registry: CollectorRegistry
) -> None:
    path = tmp_path / "recording.json"
    path.write_text(
        '{"version": 1, "source": "a test", "recorded_at": "2026-01-01T00:00:00+00:00",'
        f' "kernels": {{"{COMPARED[0]}": {{"mem": {{"current": "5"}}}}}}}}'
    )
    assembled = assemble(str(path), catalogue, registry)
    known, unknown = await assembled.live_stats.of(
        [KernelState(kernel_id, is_running=True) for kernel_id in COMPARED[:2]]
    )
    await assembled.live_stats.aclose()
    assert assembled.source_name == "recording of a test at 2026-01-01T00:00:00+00:00"
    assert isinstance(known, LiveStat)
    assert unknown is None


async def test_a_prometheus_that_is_not_there_is_an_error_at_each_path(
    catalogue: Catalogue, registry: CollectorRegistry
) -> None:
    settings = PrometheusSettings(url="http://elsewhere", tenant="team", retry_delay=0)
    url = f"http://127.0.0.1:{free_port()}"
    assembled = assemble(url, catalogue, registry, prometheus=settings)
    (outcome,) = await assembled.live_stats.of([KernelState(COMPARED[0], is_running=True)])
    await assembled.live_stats.aclose()
    assert assembled.source_name == f"Prometheus at {url}"
    assert isinstance(live_stat(outcome), LiveStatUnavailable)


def test_a_place_that_is_none_is_an_error_at_once(
    catalogue: Catalogue, registry: CollectorRegistry
) -> None:
    with pytest.raises(SourceUrlError, match="is no source"):
        assemble("ftp://x", catalogue, registry)


def test_each_failure_is_an_error_of_its_own_with_the_code_of_the_contract() -> None:
    outcome = Unavailable(Failure.SUSPENDED)
    errors = [live_stat(outcome), live_stat(outcome), readings(outcome)]
    assert len({id(error) for error in errors}) == 3
    for error in errors:
        assert isinstance(error, LiveStatUnavailable)
        assert error.extensions == {"code": "LIVE_STAT_UNAVAILABLE"}
        assert "suspended" not in error.message


def test_an_answer_is_a_value_or_null() -> None:
    assert live_stat(None) is readings(None) is None
    assert readings(STAT) == STAT.metrics
    value = live_stat(STAT)
    assert isinstance(value, dict)
    assert list(value) == ["mem"]


async def test_a_thousand_requests_are_a_handful_of_queries_to_a_real_server(
    server_url: str, instruments: Instruments, registry: CollectorRegistry
) -> None:
    async with source_of(server_url, instruments) as source:
        batcher = Batcher(source, BatcherSettings(), instruments)
        requests = [batcher.fetch(CROWD[:100]) for _ in range(1000)]
        answers = await asyncio.gather(*requests)
    assert all(len(answer) == 100 for answer in answers)
    queries = registry.get_sample_value("kernelgraph_livestat_query_duration_seconds_count")
    assert queries is not None
    assert queries <= 5
