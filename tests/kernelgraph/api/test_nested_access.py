"""Below a node that leads to more than a viewer may see, lists hold what it may see."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from kernelgraph.auth.viewer import Role, Viewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

NEIGHBOURS = """query ($id: UUID!) { kernelV2(id: $id) {
    agent { rowId kernels(first: 1000) { count edges { node { rowId } } } }
    session { rowId kernels(first: 1000) { count edges { node { rowId } } } }
} }"""


def viewers(rows: dict[str, list[Row]]) -> dict[str, tuple[Viewer, Callable[[Row], bool]]]:
    """Some viewers, each with what it may see."""
    placed = [row for row in rows["kernels"] if row["agent"] and row["user_uuid"]]
    owner = Counter(row["user_uuid"] for row in placed).most_common(1)[0][0]
    project = Counter(row["group_id"] for row in placed).most_common(1)[0][0]
    domain = Counter(row["domain_name"] for row in placed).most_common(1)[0][0]
    stranger = rows["users"][-1]["uuid"]
    return {
        "owner": (Viewer(user_id=owner), lambda row: row["user_uuid"] == owner),
        "project admin": (
            Viewer(user_id=stranger, administered_projects=frozenset({project})),
            lambda row: row["group_id"] == project or row["user_uuid"] == stranger,
        ),
        "domain admin": (
            Viewer(user_id=stranger, role=Role.ADMIN, domain_name=domain),
            lambda row: row["domain_name"] == domain or row["user_uuid"] == stranger,
        ),
        "superadmin": (Viewer(user_id=stranger, role=Role.SUPERADMIN), lambda _: True),
    }


@pytest.mark.parametrize("who", ["owner", "project admin", "domain admin", "superadmin"])
async def test_kernels_below_agents_and_sessions_are_those_that_the_viewer_may_see(
    api: Api, demo_rows: dict[str, list[Row]], who: str
) -> None:
    viewer, may_see = viewers(demo_rows)[who]
    agents = {row["id"] for row in demo_rows["agents"]}
    kernel = next(row for row in demo_rows["kernels"] if may_see(row) and row["agent"] in agents)
    data = await api.as_viewer(viewer).data(NEIGHBOURS, id=str(kernel["id"]))
    for link, column in (("agent", "agent"), ("session", "session_id")):
        found: dict[str, Any] = data["kernelV2"][link]
        assert found["rowId"] == str(kernel[column])
        expected = {
            str(row["id"])
            for row in demo_rows["kernels"]
            if row[column] == kernel[column] and may_see(row)
        }
        assert {edge["node"]["rowId"] for edge in found["kernels"]["edges"]} == expected
        assert found["kernels"]["count"] == len(expected)


async def test_a_filter_below_an_agent_finds_nothing_of_others(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    viewer, may_see = viewers(demo_rows)["owner"]
    agents = {row["id"] for row in demo_rows["agents"]}
    kernel = next(row for row in demo_rows["kernels"] if may_see(row) and row["agent"] in agents)
    other = next(
        row for row in demo_rows["kernels"] if row["agent"] == kernel["agent"] and not may_see(row)
    )
    query = """query ($id: UUID!, $filter: KernelV2Filter) { kernelV2(id: $id) {
        agent { kernels(filter: $filter) { count edges { node { rowId } } } } } }"""
    for conditions in (
        {"id": {"equals": str(other["id"])}},
        {"OR": [{"id": {"equals": str(other["id"])}}]},
        {"NOT": [{"id": {"notEquals": str(other["id"])}}]},
    ):
        data = await api.as_viewer(viewer).data(query, id=str(kernel["id"]), filter=conditions)
        assert data["kernelV2"]["agent"]["kernels"] == {"count": 0, "edges": []}
