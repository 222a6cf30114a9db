"""The live fields of kernels: their shape, where they come from, and how few questions they take."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.kernelgraph.live.conftest import asked

from graphwright.runtime import GlobalId
from kernelgraph.livestat.figures import ATTRIBUTES

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from tests.kernelgraph.conftest import OpenApi
    from tests.livestat.faults import FaultyServer

    from kernelgraph.demo import Row

KERNELS = """query ($ids: [UUID!]) { adminKernelsV2(first: 1000, filter: {id: {in: $ids}}) {
  edges { node { rowId liveStat liveMetrics { name kind unitHint current capacity pct
    stats { min max sum avg diff rate version } } } } } }"""
MEM = {
    "current": "5",
    "capacity": "10",
    "pct": "50.00",
    "unit_hint": "bytes",
    "stats.min": "5",
    "stats.max": "5",
    "stats.sum": "0",
    "stats.avg": "5",
    "stats.diff": "0",
    "stats.rate": "0",
    "stats.version": None,
}


def nodes(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in data["adminKernelsV2"]["edges"]]


def texts(ids: list[UUID]) -> list[str]:
    return [str(each) for each in ids]


async def test_a_running_kernel_has_the_wire_shape_and_typed_metrics(
    open_live: OpenApi, running: list[UUID]
) -> None:
    async with open_live() as api:
        (kernel,) = nodes(await api.data(KERNELS, ids=texts(running[:1])))
    assert kernel["liveStat"] == {"mem": MEM}
    assert list(kernel["liveStat"]["mem"]) == list(ATTRIBUTES)
    (metric,) = kernel["liveMetrics"]
    assert metric == {
        "name": "mem",
        "kind": "GAUGE",
        "unitHint": "bytes",
        "current": "5",
        "capacity": "10",
        "pct": "50",
        "stats": {
            "min": "5",
            "max": "5",
            "sum": None,
            "avg": "5",
            "diff": None,
            "rate": None,
            "version": None,
        },
    }


async def test_all_kernels_and_fields_of_a_request_are_one_query_each_kernel_once(
    open_live: OpenApi, running: list[UUID], source: FaultyServer
) -> None:
    async with open_live(live_stat_freshness=0) as api:
        found = nodes(await api.data(KERNELS, ids=texts(running[:80])))
    assert [kernel["liveStat"] for kernel in found] == [{"mem": MEM}] * 80
    (exchange,) = source.exchanges
    assert sorted(asked(exchange)) == sorted(texts(running[:80]))


async def test_concurrent_requests_for_the_same_kernels_are_one_query(
    open_live: OpenApi, running: list[UUID], source: FaultyServer
) -> None:
    async with open_live(live_stat_freshness=3600) as api:
        ids = texts(running[:20])
        answers = await asyncio.gather(*(api.data(KERNELS, ids=ids) for _ in range(20)))
    for answer in answers:
        assert [kernel["liveStat"] for kernel in nodes(answer)] == [{"mem": MEM}] * 20
    assert len(source.exchanges) == 1


async def test_kernels_that_do_not_run_answer_from_their_rows_and_are_not_asked_for(
    open_live: OpenApi, kernels: list[Row], source: FaultyServer
) -> None:
    others = {str(row["id"]): row["last_stat"] for row in kernels if row["status"] != "RUNNING"}
    async with open_live() as api:
        found = nodes(await api.data(KERNELS, ids=list(others)))
    assert len(found) == len(others)
    for kernel in found:
        stored = others[kernel["rowId"]]
        metrics = sorted(stored) if stored else None
        assert (kernel["liveStat"] and list(kernel["liveStat"])) == metrics
        assert (kernel["liveMetrics"] and [m["name"] for m in kernel["liveMetrics"]]) == metrics
    assert source.exchanges == []


async def test_the_statistics_of_kernels_that_do_not_run_are_one_statement_a_field(
    open_live: OpenApi, ended: list[Row]
) -> None:
    async with open_live() as api:
        await api.data(KERNELS, ids=[str(row["id"]) for row in ended])
        assert len([each for each in api.statements if "last_stat" in each]) == 2


async def test_nodes_and_single_kernels_have_live_fields_too(
    open_live: OpenApi, running: list[UUID]
) -> None:
    node_id = GlobalId("KernelV2", str(running[0])).encode()
    query = """query ($node: ID!, $id: UUID!) {
      kernelV2(id: $id) { liveStat }
      node(id: $node) { ... on KernelV2 { liveStat } }
      nodes(ids: [$node]) { ... on KernelV2 { liveMetrics { current } } }
    }"""
    async with open_live() as api:
        data = await api.data(query, node=node_id, id=str(running[0]))
    assert data["kernelV2"] == data["node"] == {"liveStat": {"mem": MEM}}
    assert data["nodes"] == [{"liveMetrics": [{"current": "5"}]}]


async def test_without_a_source_only_kernels_that_do_not_run_have_statistics(
    open_live: OpenApi, running: list[UUID], ended: list[Row]
) -> None:
    ids = [str(running[0]), str(ended[0]["id"])]
    async with open_live(live_stat_source=None) as api:
        found = {each["rowId"]: each for each in nodes(await api.data(KERNELS, ids=ids))}
    assert found[ids[0]]["liveStat"] is found[ids[0]]["liveMetrics"] is None
    assert found[ids[1]]["liveStat"]


async def test_a_recorded_file_serves_as_a_source(
    open_live: OpenApi, running: list[UUID], tmp_path: Path
) -> None:
    path = tmp_path / "recording.json"
    path.write_text(
        '{"version": 1, "source": "a test", "recorded_at": "2026-01-01T00:00:00+00:00",'
        f' "kernels": {{"{running[0]}": {{"mem": {{"current": "7"}}}}}}}}'
    )
    async with open_live(live_stat_source=str(path)) as api:
        found = nodes(await api.data(KERNELS, ids=texts(running[:2])))
    known, unknown = sorted(found, key=lambda each: each["rowId"] != str(running[0]))
    assert known["liveStat"]["mem"]["current"] == "7"
    assert unknown["liveStat"] is None
