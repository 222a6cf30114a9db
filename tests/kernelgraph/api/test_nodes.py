"""Nodes are found by global id, each in its place, whatever else is asked for."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

NODES = """query ($ids: [ID!]!) { nodes(ids: $ids) {
    __typename id
    ... on KernelV2 { rowId }
    ... on ResourceSlotType { displayName }
    ... on AgentResourceSlot { slotName capacity used }
    ... on KernelResourceAllocation { slotName requested given: used }
} }"""
NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"


def global_id(type_name: str, local_id: object) -> str:
    return base64.b64encode(f"{type_name}:{local_id}".encode()).decode()


def some_ids(rows: dict[str, list[Row]]) -> list[str]:
    """An id of each type."""
    slot, allocation = rows["agent_resources"][0], rows["resource_allocations"][0]
    return [
        global_id("KernelV2", rows["kernels"][0]["id"]),
        global_id("ResourceSlotType", "mem"),
        global_id("AgentResourceSlot", f"{slot['agent_id']}:{slot['slot_name']}"),
        global_id(
            "KernelResourceAllocation", f"{allocation['kernel_id']}:{allocation['slot_name']}"
        ),
    ]


async def test_nodes_of_all_types_come_in_the_order_asked(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    ids = some_ids(demo_rows)
    ids = [*ids, *reversed(ids)]
    data = await api.data(NODES, ids=ids)
    assert [node["id"] for node in data["nodes"]] == ids
    assert [node["__typename"] for node in data["nodes"]][:4] == [
        "KernelV2",
        "ResourceSlotType",
        "AgentResourceSlot",
        "KernelResourceAllocation",
    ]


async def test_a_node_has_the_data_of_its_row(api: Api, demo_rows: dict[str, list[Row]]) -> None:
    data = await api.data(NODES, ids=some_ids(demo_rows))
    kernel, slot_type, agent_slot, allocation = data["nodes"]
    stored_slot = demo_rows["agent_resources"][0]
    stored_allocation = demo_rows["resource_allocations"][0]
    assert kernel["rowId"] == str(demo_rows["kernels"][0]["id"])
    assert slot_type["displayName"] == "RAM"
    assert agent_slot["slotName"] == stored_slot["slot_name"]
    assert agent_slot["capacity"] == str(stored_slot["capacity"])
    assert allocation["requested"] == str(stored_allocation["requested"])


async def test_ids_without_a_node_are_null_in_their_places(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    known = some_ids(demo_rows)
    kernel_id = demo_rows["kernels"][0]["id"]
    bad = [
        "",
        "?",
        "a" * 100,
        "S2VybmVsVjI=",
        global_id("KernelV2", "not-a-uuid"),
        global_id("KernelV2", ""),
        global_id("KernelV2", "00000000-0000-4000-8000-000000000000"),
        global_id("KernelV2", str(kernel_id).upper()),
        global_id("KernelV2", kernel_id.hex),
        global_id("kernelv2", kernel_id),
        global_id("UserV2", kernel_id),
        global_id("Query", "x"),
        global_id("ResourceSlotType", "quantum.device"),
        global_id("ResourceSlotType", "cpu\x00"),
        global_id("AgentResourceSlot", "i-node000"),
        global_id("AgentResourceSlot", ":cpu"),
        global_id("AgentResourceSlot", "i-node000:"),
        global_id("AgentResourceSlot", "i-node000\x00:cpu"),
        global_id("KernelResourceAllocation", kernel_id),
        global_id("KernelResourceAllocation", f"{kernel_id}:quantum.device"),
        global_id("KernelResourceAllocation", "x:cpu"),
        base64.b64encode(b"\xff\xfe:\x00").decode(),
    ]
    mixed = [each for pair in zip(bad, known * 6, strict=False) for each in pair]
    data = await api.data(NODES, ids=mixed)
    found = [node and node["id"] for node in data["nodes"]]
    assert found == [None if each in bad else each for each in mixed]


async def test_no_ids_are_no_nodes(api: Api) -> None:
    assert await api.data(NODES, ids=[]) == {"nodes": []}


@pytest.mark.parametrize("bad", ["", "x", "S2VybmVsVjI6eA=="])
async def test_a_single_node_without_a_row_is_null(api: Api, bad: str) -> None:
    assert await api.data(NODE, id=bad) == {"node": None}


async def test_a_single_node_is_found(api: Api, demo_rows: dict[str, list[Row]]) -> None:
    for each in some_ids(demo_rows):
        data = await api.data(NODE, id=each)
        assert data["node"]["id"] == each


async def test_each_type_costs_one_statement_whatever_the_number_of_ids(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    rows: dict[str, list[Any]] = demo_rows
    ids = [
        *(global_id("KernelV2", row["id"]) for row in rows["kernels"]),
        *(
            global_id("KernelResourceAllocation", f"{row['kernel_id']}:{row['slot_name']}")
            for row in rows["resource_allocations"]
        ),
        *(global_id("ResourceSlotType", row["slot_name"]) for row in rows["resource_slot_types"]),
        *(
            global_id("AgentResourceSlot", f"{row['agent_id']}:{row['slot_name']}")
            for row in rows["agent_resources"]
        ),
    ]
    api.statements.clear()
    data = await api.data(NODES, ids=ids)
    selects = [each for each in api.statements if each.startswith("SELECT")]
    assert [node["id"] for node in data["nodes"]] == ids
    assert len(selects) == 4
