"""A source at fault costs the live fields of a list of kernels, and nothing else."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from tests.kernelgraph.live.conftest import measuring, tell
from tests.livestat.faults import (
    answering,
    flooding,
    hanging_up,
    hanging_up_midway,
    never_answering,
    trickling,
)
from tests.livestat.servers import free_port

if TYPE_CHECKING:
    from uuid import UUID

    from tests.kernelgraph.conftest import OpenApi
    from tests.livestat.faults import Behaviour, FaultyServer

    from kernelgraph.demo import Row

KERNELS = """{ adminKernelsV2(first: 1000) { count edges { node {
  rowId lifecycle { status } liveStat metrics: liveMetrics { name } } } } }"""
# Bounds within which everything answers, so that these tests are quick.
QUICK: dict[str, Any] = {
    "prometheus_connect_timeout": 1,
    "prometheus_read_timeout": 1,
    "live_stat_timeout": 2,
}
# Far more than the timeouts of the settings, on any machine, and far less than none.
BOUND = 60.0
EMPTY = b'{"status": "success", "data": {"resultType": "matrix", "result": []}}'
FAULTS: dict[str, Behaviour] = {
    "hangs up": hanging_up,
    "hangs up midway": hanging_up_midway,
    "never answers": never_answering,
    "trickles": trickling,
    "400": answering(b'{"status": "error"}', "400 Bad Request"),
    "503": answering(b"busy", "503 Service Unavailable"),
    "HTML": answering(b"<html></html>"),
    "half a JSON": answering(b'{"status": "success", "data": {"resultTy'),
    "nonsense": answering(b'{"status": "success", "data": 5}'),
    "50 MB": flooding(EMPTY, 50_000_000),
}


def nodes(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The kernels of the list, all of which are there."""
    data = answer["data"]["adminKernelsV2"]
    assert data["count"] == len(data["edges"])
    return [edge["node"] for edge in data["edges"]]


def assert_only_live_fields_are_missing(answer: dict[str, Any], running: list[UUID]) -> None:
    """Check that of all the kernels just those that run lack live fields, each with its errors."""
    ids, lacking = {str(each) for each in running}, []
    for place, node in enumerate(nodes(answer)):
        is_running = node["lifecycle"]["status"] == "RUNNING"
        assert is_running == (node["rowId"] in ids)
        if is_running:
            assert node["liveStat"] is node["metrics"] is None
            path = ["adminKernelsV2", "edges", place, "node"]
            lacking += [[*path, "liveStat"], [*path, "metrics"]]
    assert len(lacking) == 2 * len(running)
    assert sorted(error["path"] for error in answer["errors"]) == lacking
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"LIVE_STAT_UNAVAILABLE"}
    assert "127.0.0.1" not in str(answer["errors"])


def assert_nothing_is_missing(answer: dict[str, Any], ended: list[Row]) -> None:
    """Check that all kernels that have figures show them."""
    assert "errors" not in answer
    stored = {str(row["id"]) for row in ended}
    for node in nodes(answer):
        if node["lifecycle"]["status"] == "RUNNING" or node["rowId"] in stored:
            assert node["liveStat"]


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_list_of_kernels_comes_in_time_and_the_source_recovers_by_itself(
    open_live: OpenApi, source: FaultyServer, running: list[UUID], ended: list[Row], fault: str
) -> None:
    source.behaviours = [FAULTS[fault]]
    async with open_live(**QUICK) as api:
        async with asyncio.timeout(BOUND):
            answer = await api.answer(KERNELS)
        assert_only_live_fields_are_missing(answer, running)
        source.behaviours = [measuring]
        assert_nothing_is_missing(await api.answer(KERNELS), ended)


async def test_a_source_that_is_down_is_left_alone_after_some_failures(
    open_live: OpenApi, running: list[UUID]
) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    async with open_live(live_stat_source=url, live_stat_failures=1, live_stat_pause=60) as api:
        queries: list[float] = []
        for _ in range(3):
            assert_only_live_fields_are_missing(await api.answer(KERNELS), running)
            metrics = (await api.http.get("/metrics")).text
            assert value_of(metrics, "kernelgraph_livestat_breaker_state") == 2
            queries.append(value_of(metrics, "kernelgraph_livestat_query_duration_seconds_count"))
    assert queries[0] > 0
    assert len(set(queries)) == 1


def value_of(metrics: str, name: str) -> float:
    """The value of a metric that has no labels."""
    (line,) = (line for line in metrics.splitlines() if line.startswith(f"{name} "))
    return float(line.split()[1])


@pytest.mark.parametrize("number", ["NaN", "+Inf", "-Inf", "much"])
async def test_samples_that_are_no_numbers_are_as_if_there_were_none(
    open_live: OpenApi, source: FaultyServer, number: str
) -> None:
    source.behaviours = [partial(tell, current=number)]
    async with open_live() as api:
        answer = await api.answer(KERNELS)
    assert "errors" not in answer
    for node in nodes(answer):
        if node["lifecycle"]["status"] == "RUNNING":
            assert node["metrics"] == [{"name": "mem"}]
            assert {"current": "0", "capacity": "10"}.items() <= node["liveStat"]["mem"].items()
