"""Nodes are found by their global ids by those to whom they are open, and by nobody else."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from graphql import GraphQLInterfaceType, build_schema
from tests.kernelgraph.access.world import NODES, global_id

from kernelgraph_api.schema import SDL

if TYPE_CHECKING:
    from tests.kernelgraph.access.world import World
    from tests.kernelgraph.conftest import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

NODES_QUERY = "query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }"
NODE_QUERY = "query ($id: ID!) { node(id: $id) { id } }"


async def test_every_type_of_node_has_a_rule() -> None:
    schema = build_schema(SDL)
    interface = schema.get_type("Node")
    assert isinstance(interface, GraphQLInterfaceType)
    assert {kind.name for kind in schema.get_possible_types(interface)} == set(NODES)


@pytest.mark.parametrize("type_name", NODES)
async def test_nodes_are_those_that_are_open(
    api: Api, world: World, type_name: str, persona: str
) -> None:
    viewer = world.viewers[persona]
    ids = [node_id for node_id, _ in world.nodes(type_name)]
    data = await api.as_viewer(viewer).data(NODES_QUERY, ids=ids)
    is_open = world.open_ids(type_name, viewer)
    assert data["nodes"] == [
        {"id": node_id, "__typename": type_name} if node_id in is_open else None for node_id in ids
    ]


@pytest.mark.parametrize("type_name", NODES)
async def test_a_foreign_id_is_answered_like_one_that_does_not_exist(
    api: Api, world: World, type_name: str, persona: str
) -> None:
    viewer = world.viewers[persona]
    is_open = world.open_ids(type_name, viewer)
    foreign = [node_id for node_id, _ in world.nodes(type_name) if node_id not in is_open][:2]
    missing = {
        "KernelV2": "00000000-0000-4000-8000-000000000000",
        "KernelResourceAllocation": "00000000-0000-4000-8000-000000000000:cpu",
        "AgentResourceSlot": "i-none:cpu",
    }
    unknown = global_id(type_name, missing.get(type_name, "00000000-0000-4000-8000-000000000000"))
    asked = api.as_viewer(viewer)
    for node_id in (*foreign, unknown):
        api.statements.clear()
        assert await asked.answer(NODE_QUERY, id=node_id) == {"data": {"node": None}}
        assert len([each for each in api.statements if each.startswith("SELECT")]) == 1


async def test_ids_that_are_none_are_null_in_their_places(
    api: Api, world: World, persona: str
) -> None:
    viewer = world.viewers[persona]
    malformed = [
        "",
        "?",
        "S2VybmVsVjI",
        base64.b64encode(b"\xff:\xfe").decode(),
        global_id("KernelV2", "x"),
        global_id("KernelV2", str(world.kernel["id"]).upper()),
        global_id("Query", "x"),
        global_id("Viewer", world.kernel["id"]),
        global_id("KernelV2", world.kernel["id"], "cpu"),
        global_id("UserV2", "x' OR '1'='1"),
        global_id("DomainV2", "\x00"),
    ]
    kernel_id = global_id("KernelV2", world.kernel["id"])
    ids = [each for bad in malformed for each in (bad, kernel_id)]
    data = await api.as_viewer(viewer).data(NODES_QUERY, ids=ids)
    is_open = kernel_id in world.open_ids("KernelV2", viewer)
    kernel = {"id": kernel_id, "__typename": "KernelV2"} if is_open else None
    assert data["nodes"] == [each for _ in malformed for each in (None, kernel)]
