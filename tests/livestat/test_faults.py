"""What becomes of requests when Prometheus is at fault, and how they recover."""

from __future__ import annotations

import asyncio
import shutil
import time
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from uuid import UUID

import orjson
import pytest
from tests.livestat.asking import is_stat, source_at, source_of
from tests.livestat.clock import Clock
from tests.livestat.faults import (
    Exchange,
    FaultyServer,
    answering,
    faulty_server,
    flooding,
    hanging_up,
    hanging_up_midway,
    never_answering,
    trickling,
)
from tests.livestat.history import kernel
from tests.livestat.servers import free_port, prometheus

from kernelgraph.livestat.batcher import Batcher
from kernelgraph.livestat.client import Chance
from kernelgraph.livestat.promql import QuerySettings
from kernelgraph.livestat.reading import Failure, LiveStat, Unavailable
from kernelgraph.livestat.settings import BatcherSettings, PrometheusSettings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from prometheus_client import CollectorRegistry
    from tests.livestat.faults import Behaviour

    from kernelgraph.livestat.instruments import Instruments

KERNEL = UUID(int=7)
OTHER = UUID(int=8)
BOUND = 30.0
"""Seconds within which everything here has to answer; far more than the timeouts below."""


def settings_of(url: str, **rest: float) -> PrometheusSettings:
    return PrometheusSettings(
        url=url,
        connect_timeout=rest.get("connect_timeout", 0.2),
        read_timeout=rest.get("read_timeout", 0.2),
        batch_timeout=rest.get("batch_timeout", 0.5),
        max_answer_bytes=int(rest.get("max_answer_bytes", 100_000)),
        query=QuerySettings(max_kernels=int(rest.get("max_kernels", 200))),
    )


def good(*kernel_ids: UUID) -> bytes:
    rows = [
        {
            "metric": {
                "kernel_id": str(kernel_id),
                "container_metric_name": "mem",
                "value_type": "current",
            },
            "values": [[1700000000, "5"]],
        }
        for kernel_id in kernel_ids
    ]
    return orjson.dumps({"status": "success", "data": {"resultType": "matrix", "result": rows}})


GOOD = good(KERNEL)
NOT_A_NUMBER = GOOD.replace(b'"5"', b'"NaN"')


class Pauses:
    """Notes the pauses that are asked for and makes none of them."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
async def server() -> AsyncGenerator[FaultyServer]:
    async with faulty_server() as server:
        yield server


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def chance(pauses: Pauses) -> Chance:
    return Chance(sleep=pauses, random=lambda: 0.5)


FAULTS = [
    (hanging_up, Failure.UNREACHABLE),
    (hanging_up_midway, Failure.UNREACHABLE),
    (never_answering, Failure.TIMED_OUT),
    (trickling, Failure.TIMED_OUT),
    (answering(b"{}", "400 Bad Request"), Failure.REFUSED),
    (answering(b"", "401 Unauthorized"), Failure.REFUSED),
    (answering(b"", "302 Found", "Location: /elsewhere\r\n"), Failure.REFUSED),
    (answering(b"", "429 Too Many Requests"), Failure.BROKEN),
    (answering(b"no", "500 Internal Server Error"), Failure.BROKEN),
    (answering(b"no", "503 Service Unavailable"), Failure.BROKEN),
    (answering(b"<html>Hello</html>"), Failure.MALFORMED),
    (answering(GOOD[: len(GOOD) // 2]), Failure.MALFORMED),
    (answering(GOOD, headers="Content-Encoding: gzip\r\n"), Failure.MALFORMED),
    (answering(b" " * 100_001), Failure.TOO_LARGE),
]


@pytest.mark.parametrize(("fault", "failure"), FAULTS)
async def test_a_fault_is_an_outcome_within_the_bound_and_the_next_request_recovers(
    server: FaultyServer,
    instruments: Instruments,
    chance: Chance,
    fault: Behaviour,
    failure: Failure,
) -> None:
    async with source_at(settings_of(server.url), instruments, chance) as source:
        server.behaviours = [fault]
        async with asyncio.timeout(BOUND):
            assert await source.fetch([KERNEL]) == {KERNEL: Unavailable(failure)}
        server.behaviours = [answering(GOOD)]
        async with asyncio.timeout(BOUND):
            assert is_stat(await source.fetch([KERNEL]), KERNEL)


async def test_an_answer_of_fifty_megabytes_is_not_read_to_its_end(
    server: FaultyServer, instruments: Instruments
) -> None:
    server.behaviours = [flooding(GOOD, 50_000_000)]
    settings = settings_of(server.url, max_answer_bytes=2_000_000)
    async with source_at(settings, instruments) as source, asyncio.timeout(BOUND):
        assert await source.fetch([KERNEL]) == {KERNEL: Unavailable(Failure.TOO_LARGE)}
    assert server.exchanges[0].sent < 20_000_000


async def test_a_sample_that_is_no_number_is_no_fault(
    server: FaultyServer, instruments: Instruments, registry: CollectorRegistry
) -> None:
    server.behaviours = [answering(NOT_A_NUMBER)]
    async with source_of(server.url, instruments) as source:
        assert await source.fetch([KERNEL]) == {KERNEL: None}
    degraded = registry.get_sample_value("kernelgraph_livestat_degraded_total", {"flaw": "sample"})
    assert degraded == 1


@pytest.mark.parametrize(
    "fault", [hanging_up, hanging_up_midway, answering(b"", "503 Service Unavailable")]
)
async def test_a_passing_fault_is_tried_again_once_after_a_pause(
    server: FaultyServer, instruments: Instruments, pauses: Pauses, chance: Chance, fault: Behaviour
) -> None:
    server.behaviours = [fault, answering(GOOD)]
    async with source_at(settings_of(server.url), instruments, chance) as source:
        assert is_stat(await source.fetch([KERNEL]), KERNEL)
    assert pauses.seconds == [0.1]
    assert len(server.exchanges) == 2


async def test_pauses_are_spread(server: FaultyServer, instruments: Instruments) -> None:
    server.behaviours = [hanging_up]
    pauses = Pauses()
    for number in (0.0, 1.0):
        chance = Chance(sleep=pauses, random=partial(float, number))
        async with source_at(settings_of(server.url), instruments, chance) as source:
            await source.fetch([KERNEL])
    assert pauses.seconds == pytest.approx([0.05, 0.15])


@pytest.mark.parametrize("fault", [never_answering, answering(b"", "400 Bad Request")])
async def test_other_faults_are_not_tried_again(
    server: FaultyServer, instruments: Instruments, fault: Behaviour
) -> None:
    server.behaviours = [fault]
    async with source_at(settings_of(server.url), instruments) as source:
        await source.fetch([KERNEL])
    assert len(server.exchanges) == 1


async def test_a_chunk_that_fails_leaves_the_others_their_figures(
    server: FaultyServer, instruments: Instruments
) -> None:
    async def partly(exchange: Exchange) -> None:
        if str(OTHER) in exchange.body:
            await exchange.answer(b"", "500 Internal Server Error")
        else:
            await exchange.answer(GOOD)

    server.behaviours = [partly]
    async with source_at(settings_of(server.url, max_kernels=1), instruments) as source:
        outcomes = await source.fetch([KERNEL, OTHER])
    assert is_stat(outcomes, KERNEL)
    assert outcomes[OTHER] == Unavailable(Failure.BROKEN)


async def test_chunks_that_wait_for_their_turn_count_against_the_batch(
    server: FaultyServer, instruments: Instruments
) -> None:
    server.behaviours = [never_answering]
    ids = [UUID(int=number) for number in range(1000)]
    settings = settings_of(server.url, max_kernels=1, read_timeout=0.3)
    async with source_at(settings, instruments) as source, asyncio.timeout(BOUND):
        outcomes = await source.fetch(ids)
    assert outcomes == dict.fromkeys(ids, Unavailable(Failure.TIMED_OUT))


async def test_queries_under_way_are_bounded_and_connections_kept(
    server: FaultyServer, instruments: Instruments
) -> None:
    busy, most = 0, 0

    async def counting(exchange: Exchange) -> None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0)
        busy -= 1
        await exchange.answer(good())

    server.behaviours = [counting]
    settings = settings_of(server.url, max_kernels=1, batch_timeout=30, read_timeout=30)
    ids = [UUID(int=number) for number in range(60)]
    async with source_at(settings, instruments) as source:
        assert await source.fetch(ids) == dict.fromkeys(ids)
    assert len(server.exchanges) == len(ids)
    assert most <= settings.concurrency
    assert server.connections <= settings.concurrency


async def test_a_query_is_a_form_with_the_time_and_the_credentials(
    server: FaultyServer, instruments: Instruments
) -> None:
    server.behaviours = [answering(GOOD)]
    for settings in (
        PrometheusSettings(url=f"{server.url}/prefix/", tenant="team", bearer_token="secret"),
        PrometheusSettings(url=server.url, username="user", password="pass"),
    ):
        async with source_at(settings, instruments) as source:
            assert is_stat(await source.fetch([KERNEL]), KERNEL)
            assert "pass" not in repr(settings)
            assert "secret" not in repr(settings)
            assert server.url in source.name
    first, second = server.exchanges
    assert first.head.startswith("POST /prefix/api/v1/query HTTP/1.1")
    assert second.head.startswith("POST /api/v1/query HTTP/1.1")
    headers = first.head.lower()
    assert "content-type: application/x-www-form-urlencoded" in headers
    assert "x-scope-orgid: team" in headers
    assert "authorization: bearer secret" in headers
    assert "authorization: basic dxnlcjpwyxnz" in second.head.lower()
    form = parse_qs(first.body)
    assert form["time"] == ["1700000000.000"]
    assert str(KERNEL) in form["query"][0]


def test_settings_that_exclude_each_other_are_an_error_at_once() -> None:
    with pytest.raises(ValueError, match="exclude each other"):
        PrometheusSettings(url="http://x", username="user", bearer_token="secret")
    with pytest.raises(ValueError, match="must begin with"):
        PrometheusSettings(url="x:9090")


async def test_a_prometheus_that_dies_and_comes_back_is_noticed_both_times(
    tmp_path: Path, blocks: Path, instruments: Instruments
) -> None:
    clock, port, full = Clock(), free_port(), kernel("full")
    settings = settings_of(f"http://127.0.0.1:{port}", read_timeout=5, batch_timeout=5)
    data = shutil.copytree(
        blocks,
        tmp_path / "data",
        ignore=shutil.ignore_patterns("lock", "wal", "chunks_head", "queries.active"),
    )
    async with source_at(settings, instruments) as source:
        batcher = Batcher(source, BatcherSettings(freshness=0), instruments, clock=clock)
        with prometheus(tmp_path, data, port):
            assert isinstance((await batcher.fetch([full]))[full], LiveStat)
        started = time.monotonic()
        for _ in range(3):
            assert await batcher.fetch([full]) == {full: Unavailable(Failure.UNREACHABLE)}
        assert await batcher.fetch([full]) == {full: Unavailable(Failure.SUSPENDED)}
        assert time.monotonic() - started < BOUND
        clock.now += 10
        with prometheus(tmp_path, data, port):
            assert isinstance((await batcher.fetch([full]))[full], LiveStat)
