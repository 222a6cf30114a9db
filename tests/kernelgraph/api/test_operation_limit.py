"""An operation that leads from list to list ends where it would have more nodes than allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.kernelgraph.conftest import SIGNED_IN

if TYPE_CHECKING:
    from tests.kernelgraph.conftest import Api, OpenApi

pytestmark = pytest.mark.asyncio(loop_scope="session")

CYCLE = """
    query Cycle($size: Int) {
      adminKernelsV2(first: $size) {
        edges { node { agent { kernels(first: $size) { edges { node { rowId agent {
          kernels(first: 5) { count }
        } } } } } } }
      }
    }
"""


async def test_a_cycle_of_large_pages_is_refused_before_the_database_is_asked(api: Api) -> None:
    error = await api.error(CYCLE, size=400)
    assert error["extensions"] == {"code": "OPERATION_TOO_LARGE"}
    assert error["message"].startswith(
        "the operation asks for up to 960,400 nodes, of which 800,000 are at"
        " adminKernelsV2.edges.node.agent.kernels.edges.node.agent.kernels, and 500,000 are allowed:"
    )
    assert api.statements == []


async def test_a_cycle_of_small_pages_is_answered(api: Api) -> None:
    data = await api.data(CYCLE, size=3)
    assert len(data["adminKernelsV2"]["edges"]) == 3


async def test_every_kernel_with_all_that_belongs_to_it_is_no_cycle(api: Api) -> None:
    """The largest page there is, each kernel with its lists and its neighbours."""
    query = """
        {
          adminKernelsV2(first: 1000) { edges { node {
            resourceAllocations(first: 50) { edges { node { requested } } }
            agent { resourceSlots(first: 50) { edges { node { capacity } } } }
            session { kernels(first: 100) { edges { node { rowId } } } }
          } } }
        }
    """
    assert len((await api.data(query))["adminKernelsV2"]["edges"]) == 500


async def test_how_many_nodes_are_allowed_is_a_setting(
    open_api: OpenApi, sqlite_demo: str, engine: str
) -> None:
    query = "query ($n: Int, $ids: [ID!]!) {"
    query += " adminKernelsV2(first: $n) { edges { node { rowId } } } nodes(ids: $ids) { id } }"
    async with open_api(database_url=sqlite_demo, engine=engine, maximum_nodes=4) as api:
        await api.data(query, n=3, ids=["x"])
        error = await api.error(query, n=3, ids=["x", "y"])
    assert error["message"].startswith("the operation asks for up to 5 nodes, of which 2 are at")


@pytest.mark.parametrize("kind", ["query", "subscription"])
async def test_events_are_no_way_around_it(open_api: OpenApi, sqlite_demo: str, kind: str) -> None:
    queries = {
        "query": "{ adminKernelsV2(first: 5) { edges { node { rowId } } } }",
        "subscription": 'subscription { kernelLiveStats(ids: ["1", "2", "3", "4", "5"]) { __typename } }',
    }
    async with open_api(database_url=sqlite_demo, maximum_nodes=4) as api:
        headers = {**SIGNED_IN, "Accept": "text/event-stream"}
        response = await api.http.post("/graphql", json={"query": queries[kind]}, headers=headers)
    assert response.status_code == 200
    assert "OPERATION_TOO_LARGE" in response.text
