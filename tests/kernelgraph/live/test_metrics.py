"""What the server tells of itself at /metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client.parser import text_string_to_metric_families
from tests.kernelgraph.conftest import opened

from kernelgraph.livestat.flaws import Flaw
from kernelgraph.settings import GRAPHQL_CORE
from kernelgraph.stored.degradation import Degradation

if TYPE_CHECKING:
    from tests.kernelgraph.conftest import Api, OpenApi

    from kernelgraph.demo import Row


async def values(api: Api) -> dict[tuple[str, str], float]:
    """The value of each sample, by its name and the value of its label."""
    response = await api.http.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, ",".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


async def test_requests_are_counted_by_status_and_timed(open_live: OpenApi) -> None:
    async with open_live() as api:
        await api.data("{ __typename }")
        await api.answer("{ nonsense }")
        found = await values(api)
    assert found["kernelgraph_requests_total", "200"] == 1
    assert found["kernelgraph_requests_total", "400"] == 1
    assert found["kernelgraph_request_duration_seconds_count", ""] == 2


async def test_damaged_values_are_counted_by_kind(open_live: OpenApi) -> None:
    async with open_live() as api:
        before = await values(api)
        query = "{ adminKernelsV2(first: 1000) { edges { node { network { servicePorts {"
        await api.data(query + " entries { name } } } vfolderMounts { name } } } } }")
        after = await values(api)
    for kind in Degradation:
        assert before["kernelgraph_degraded_values_total", kind.value] == 0
    met = [kind for kind in Degradation if after["kernelgraph_degraded_values_total", kind.value]]
    assert met
    for flaw in Flaw:
        assert ("kernelgraph_livestat_degraded_total", flaw.value) in after


async def test_a_damaged_value_is_counted_once_for_a_page(
    open_live: OpenApi, demo_rows: dict[str, list[Row]]
) -> None:
    damaged = next(row["id"] for row in demo_rows["kernels"] if row["status"] == "MIGRATING")
    query = """query ($id: UUID!) { adminKernelsV2(filter: {id: {equals: $id}}) {
        pageInfo { startCursor endCursor } edges { cursor node { lifecycle { status } } } } }"""
    async with open_live() as api:
        data = await api.data(query, id=str(damaged))
        found = await values(api)
    page = data["adminKernelsV2"]
    assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
    assert found["kernelgraph_degraded_values_total", Degradation.STATUS.value] == 1


async def test_live_statistics_tell_of_their_batches(open_live: OpenApi) -> None:
    async with open_live() as api:
        query = "{ adminKernelsV2(filter: {status: {equals: RUNNING}}) { edges { node { liveStat"
        await api.data(query + " liveMetrics { name } } } } }")
        found = await values(api)
    assert found["kernelgraph_livestat_requests_total", ""] == 2
    assert found["kernelgraph_livestat_queries_saved_total", ""] == 1
    assert found["kernelgraph_livestat_batch_size_sum", ""] == 10
    assert found["kernelgraph_livestat_breaker_state", ""] == 0


async def test_the_engine_tells_of_what_it_executes(open_live: OpenApi, engine: str) -> None:
    async with open_live() as api:
        for _ in range(3):
            await api.data("{ __typename }")
        found = await values(api)
    is_compiled = engine != GRAPHQL_CORE
    assert found.get(("kernelgraph_engine_executions_total", "")) == (3 if is_compiled else None)
    assert found.get(("kernelgraph_engine_compilations_total", "")) == (1 if is_compiled else None)


async def test_what_the_engine_leaves_to_graphql_core_is_counted(sqlite_demo: str) -> None:
    fields = " ".join(f"a{number}: __typename" for number in range(5001))
    async with opened([], database_url=sqlite_demo) as api:
        data = await api.data(f"{{ {fields} }}")
        found = await values(api)
    assert len(data) == 5001
    delegated = {
        label: value
        for (name, label), value in found.items()
        if name == "kernelgraph_engine_delegations_total"
    }
    assert list(delegated.values()) == [1]
