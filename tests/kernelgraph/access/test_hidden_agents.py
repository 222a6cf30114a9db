"""With `hide_agents`, none but superadmins learn where kernels run, whichever way they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
import pytest_asyncio
from tests.kernelgraph.access.world import PERSONAS, global_id
from tests.kernelgraph.conftest import opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.kernelgraph.access.world import World
    from tests.kernelgraph.conftest import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

PLACE: Final = "resource { agentId containerId } agent { rowId kernels { count } }"
PATHS: Final = {
    "kernelV2": f"query ($id: UUID!) {{ kernelV2(id: $id) {{ {PLACE} }} }}",
    "node": f"query ($node: ID!) {{ node(id: $node) {{ ... on KernelV2 {{ {PLACE} }} }} }}",
    "sessionKernelsV2": "query ($session: UUID!) {"
    " sessionKernelsV2(scope: {sessionId: $session}, first: 100)"
    f" {{ edges {{ node {{ {PLACE} }} }} }} }}",
    "session.kernels": "query ($id: UUID!) { kernelV2(id: $id) { session { kernels(first: 100)"
    f" {{ edges {{ node {{ {PLACE} }} }} }} }} }} }}",
}
HIDDEN: Final = {"resource": {"agentId": None, "containerId": None}, "agent": None}
OTHERS: Final = tuple(name for name in PERSONAS if name not in {"superadmin", "stranger"})


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def hiding_api(
    demo_settings: dict[str, Any], all_statements: list[str]
) -> AsyncIterator[Api]:
    """The application with hidden agents."""
    async with opened(all_statements, **demo_settings, hide_agents=True) as api:
        yield api


def variables(world: World) -> dict[str, str]:
    return {
        "id": str(world.kernel["id"]),
        "node": global_id("KernelV2", world.kernel["id"]),
        "session": str(world.kernel["session_id"]),
    }


def places(value: Any) -> list[dict[str, Any]]:
    """Every kernel in an answer, however deep."""
    if isinstance(value, list):
        return [found for each in value for found in places(each)]
    if not isinstance(value, dict):
        return []
    if "resource" in value:
        return [value]
    return [found for each in value.values() for found in places(each)]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("persona", OTHERS)
async def test_agents_are_null_on_every_path(
    hiding_api: Api, world: World, path: str, persona: str
) -> None:
    api = hiding_api.as_viewer(world.viewers[persona])
    found = places(await api.data(PATHS[path], **variables(world)))
    assert found
    assert all(each == HIDDEN for each in found)


@pytest.mark.parametrize("path", PATHS)
async def test_superadmins_see_them(hiding_api: Api, world: World, path: str) -> None:
    found = places(await hiding_api.data(PATHS[path], **variables(world)))
    assert world.kernel["agent"] in {each["resource"]["agentId"] for each in found}
    assert world.kernel["agent"] in {each["agent"]["rowId"] for each in found if each["agent"]}


@pytest.mark.parametrize("persona", OTHERS)
async def test_without_the_setting_everybody_sees_them(
    api: Api, world: World, persona: str
) -> None:
    asked = api.as_viewer(world.viewers[persona])
    (found,) = places(await asked.data(PATHS["kernelV2"], **variables(world)))
    assert found["resource"]["agentId"] == found["agent"]["rowId"] == world.kernel["agent"]


@pytest.mark.parametrize("field", ["sessionKernelsV2(scope: {sessionId: $session}, %s)"])
@pytest.mark.parametrize("persona", OTHERS)
async def test_filters_tell_nothing_of_agents(
    hiding_api: Api, world: World, field: str, persona: str
) -> None:
    """A filter by the agent that a kernel has finds as much as one by an agent that it has not."""
    asked = hiding_api.as_viewer(world.viewers[persona])
    agent = world.kernel["agent"]

    async def counts(value: str) -> list[int]:
        filters: list[dict[str, Any]] = [
            {"agentId": {operator: [value] if operator.lower().endswith("in") else value}}
            for operator in (
                *("equals", "notEquals", "in", "notIn", "startsWith", "endsWith"),
                *("iEquals", "iNotEquals", "iIn", "iNotIn", "iStartsWith", "iNotStartsWith"),
                *("notStartsWith", "notEndsWith", "iEndsWith", "iNotEndsWith"),
            )
        ]
        filters += [{"NOT": [each]} for each in filters]
        query = "query ($session: UUID!, $filter: KernelV2Filter) { found: %s { count } }"
        query %= field % "filter: $filter"
        found = [
            await asked.data(query, session=variables(world)["session"], filter=each)
            for each in filters
        ]
        return [each["found"]["count"] for each in found]

    assert await counts(agent) == await counts("i-no-such-agent")


async def test_filters_below_a_link_tell_nothing_either(hiding_api: Api, world: World) -> None:
    query = """query ($id: UUID!, $filter: KernelV2Filter) {
        kernelV2(id: $id) { session { kernels(filter: $filter) { count } } } }"""
    mine = {"agentId": {"equals": world.kernel["agent"]}}
    owner = hiding_api.as_viewer(world.viewers["owner"])
    kernel_id = str(world.kernel["id"])
    for asked, is_found in ((hiding_api, True), (owner, False)):
        data = await asked.data(query, id=kernel_id, filter=mine)
        assert bool(data["kernelV2"]["session"]["kernels"]["count"]) == is_found
