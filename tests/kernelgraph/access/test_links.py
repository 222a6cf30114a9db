"""Below a kernel that is open, links show what they lead to, and lists what is open in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.kernelgraph.access.test_roots import ROOTS

from kernelgraph_api.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.kernelgraph.access.world import World
    from tests.kernelgraph.conftest import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINKS: Final[Mapping[str, str]] = {
    "KernelV2.agent": "agent { rowId status addr }",
    "KernelV2.session": "session { rowId name }",
    "KernelV2.user": "user { rowId email }",
    "KernelV2.project": "project { rowId name }",
    "KernelV2.domain": "domain { name isActive }",
    "KernelV2.resourceGroup": "resourceGroup { name isActive }",
    "KernelV2.image": "image { rowId name }",
    "KernelV2.resourceAllocation": "resourceAllocation { requested { entries { quantity } } }",
    "KernelV2.resourceAllocations": "resourceAllocations { count edges { node { id used } } }",
    "AgentV2.resourceSlots": "agent { resourceSlots { count edges { node { id capacity } } } }",
}
"""What shows the same of a kernel to everybody to whom the kernel is open."""

LISTS: Final[Mapping[str, tuple[str, str]]] = {
    "SessionV2.kernels": ("session", "session_id"),
    "AgentV2.kernels": ("agent", "agent"),
}
"""What leads back to kernels: the link to it, and the column that those kernels share."""

LIVE: Final = frozenset({"KernelV2.liveStat", "KernelV2.liveMetrics"})
"""What depends on the moment as well."""

EVENTS: Final = frozenset({"KernelLiveStat.liveStat", "KernelLiveStat.liveMetrics"})
"""What is reached by subscription only, whose own tests say to whom."""

QUERY: Final = "query ($id: UUID!) { kernelV2(id: $id) { %s } }"
PAGE: Final = "kernels(first: 1000) { count edges { node { rowId } } }"


async def test_every_nested_field_has_a_case() -> None:
    fields = {
        f"{group.type_name}.{field.graphql_name}"
        for group in TABLES.groups
        if group.type_name not in ROOTS
        for field in group.fields
    }
    assert fields == set(LINKS) | set(LISTS) | LIVE | EVENTS


@pytest.mark.parametrize("field", LINKS)
async def test_a_link_shows_the_same_to_everybody_to_whom_the_kernel_is_open(
    api: Api, world: World, field: str, persona: str
) -> None:
    query, kernel_id = QUERY % LINKS[field], str(world.kernel["id"])
    shown: dict[str, Any] = (await api.data(query, id=kernel_id))["kernelV2"]
    assert None not in shown.values()
    data = await api.as_viewer(world.viewers[persona]).data(query, id=kernel_id)
    assert data["kernelV2"] == (None if persona == "stranger" else shown)


@pytest.mark.parametrize("field", sorted(LIVE))
async def test_what_a_kernel_uses_is_asked_for_if_the_kernel_is_open(
    api: Api, world: World, field: str, persona: str
) -> None:
    name = field.partition(".")[2]
    query = QUERY % ("rowId " + name + (" { name }" if name == "liveMetrics" else ""))
    asked = api.as_viewer(world.viewers[persona])
    data = await asked.data(query, id=str(world.kernel["id"]))
    assert (data["kernelV2"] is None) == (persona == "stranger")


@pytest.mark.parametrize("field", LISTS)
async def test_a_list_below_a_link_holds_the_open_kernels_alone(
    api: Api, world: World, field: str, persona: str
) -> None:
    link, column = LISTS[field]
    viewer = world.viewers[persona]
    query = QUERY % f"{link} {{ {PAGE} }}"
    data = await api.as_viewer(viewer).data(query, id=str(world.kernel["id"]))
    if persona == "stranger":
        assert data == {"kernelV2": None}
        return
    page = data["kernelV2"][link]["kernels"]
    is_open = {
        str(row["id"])
        for row in world.kernels_open_to(viewer)
        if row[column] == world.kernel[column]
    }
    assert {edge["node"]["rowId"] for edge in page["edges"]} == is_open
    assert page["count"] == len(is_open)


async def test_the_way_over_an_agent_leads_to_no_foreign_kernel(api: Api, world: World) -> None:
    """Kernels of others run on the same agents, and the superadmin finds them there."""
    query = QUERY % f"agent {{ {PAGE} }}"
    found = {}
    for name in ("superadmin", "owner"):
        data = await api.as_viewer(world.viewers[name]).data(query, id=str(world.kernel["id"]))
        found[name] = data["kernelV2"]["agent"]["kernels"]["count"]
    assert 0 < found["owner"] < found["superadmin"]
