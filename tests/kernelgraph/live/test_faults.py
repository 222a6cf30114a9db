"""A source at fault costs the live fields of a list of kernels, and nothing else."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.kernelgraph.live.conftest import measuring
from tests.livestat.faults import (
    answering,
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

QUERY = """query ($ids: [UUID!]) { adminKernelsV2(filter: {id: {in: $ids}}) { count edges { node {
  rowId lifecycle { status } liveStat metrics: liveMetrics { name } } } } }"""
# Bounds within which everything answers, so that these tests are quick.
QUICK: dict[str, Any] = {
    "prometheus_connect_timeout": 0.3,
    "prometheus_read_timeout": 0.3,
    "live_stat_timeout": 0.6,
}
# Far more than the timeouts of the settings, and far less than none.
BOUND = 4.0
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
}


def assert_only_live_fields_are_missing(answer: dict[str, Any], running: UUID, ended: UUID) -> None:
    data = answer["data"]["adminKernelsV2"]
    assert data["count"] == 2
    nodes = [edge["node"] for edge in data["edges"]]
    place = next(at for at, node in enumerate(nodes) if node["rowId"] == str(running))
    assert nodes[place] == {
        "rowId": str(running),
        "lifecycle": {"status": "RUNNING"},
        "liveStat": None,
        "metrics": None,
    }
    assert nodes[1 - place]["rowId"] == str(ended)
    assert nodes[1 - place]["liveStat"]
    path = ["adminKernelsV2", "edges", place, "node"]
    assert sorted(error["path"] for error in answer["errors"]) == [
        [*path, "liveStat"],
        [*path, "metrics"],
    ]
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"LIVE_STAT_UNAVAILABLE"}
    assert "127.0.0.1" not in str(answer["errors"])


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_rest_of_the_answer_comes_in_time_and_the_source_recovers_by_itself(
    open_live: OpenApi, source: FaultyServer, running: list[UUID], ended: list[Row], fault: str
) -> None:
    ids = [str(running[0]), str(ended[0]["id"])]
    source.behaviours = [FAULTS[fault]]
    async with open_live() as api:
        began = time.monotonic()
        answer = await api.answer(QUERY, ids=ids)
        assert time.monotonic() - began < BOUND
        assert_only_live_fields_are_missing(answer, running[0], ended[0]["id"])
        source.behaviours = [measuring]
        assert (await api.data(QUERY, ids=ids))["adminKernelsV2"]["count"] == 2


async def test_a_source_that_is_down_is_left_alone_after_some_failures(
    open_live: OpenApi, running: list[UUID], ended: list[Row]
) -> None:
    ids = [str(running[0]), str(ended[0]["id"])]
    url = f"http://127.0.0.1:{free_port()}"
    async with open_live(live_stat_source=url, live_stat_failures=1, live_stat_pause=60) as api:
        for _ in range(3):
            answer = await api.answer(QUERY, ids=ids)
            assert_only_live_fields_are_missing(answer, running[0], ended[0]["id"])
        metrics = (await api.http.get("/metrics")).text
    assert "kernelgraph_livestat_query_duration_seconds_count 1.0" in metrics
    assert "kernelgraph_livestat_breaker_state 2.0" in metrics


async def test_samples_that_are_no_numbers_are_as_if_there_were_none(
    open_live: OpenApi, source: FaultyServer, running: list[UUID]
) -> None:
    source.behaviours = [
        answering(
            b'{"status": "success", "data": {"resultType": "matrix", "result": [{"metric":'
            b'{"kernel_id": "%b", "container_metric_name": "mem", "value_type": "current"},'
            b'"values": [[1700000000, "NaN"]]}]}}' % str(running[0]).encode()
        )
    ]
    async with open_live() as api:
        data = await api.data(QUERY, ids=[str(running[0])])
    (edge,) = data["adminKernelsV2"]["edges"]
    assert edge["node"]["liveStat"] is None
