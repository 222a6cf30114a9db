"""Every field of a root answers each caller with what is open to it, or with a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pytest
from tests.kernelgraph.access.world import NODES, PERSONAS, World, global_id

from kernelgraph_api.enums import AuthRole
from kernelgraph_api.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.kernelgraph.conftest import Api

    from kernelgraph.auth.viewer import Viewer

    Expected: TypeAlias = Callable[[World, Viewer], object]

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOTS: Final = ("Query", "Mutation", "Subscription")
PAGE: Final = "count edges { node { rowId } }"


@dataclass(frozen=True)
class Case:
    """An operation with one root field, and what it answers those who may ask for it."""

    query: str
    variables: Callable[[World], Mapping[str, object]]
    expected: Expected
    """The value of the field; an error code as `{"code": …}`."""
    required: AuthRole = AuthRole.USER


def nothing(_world: World) -> Mapping[str, object]:
    return {}


def kernel_if_open(shown: Callable[[World], object]) -> Expected:
    def expected(world: World, viewer: Viewer) -> object:
        is_open = world.kernel in world.kernels_open_to(viewer)
        return shown(world) if is_open else None

    return expected


def kernels(condition: Callable[[World, Viewer, Any], bool]) -> Expected:
    """The page of the open kernels for which the condition holds, as a set."""

    def expected(world: World, viewer: Viewer) -> object:
        rows = [row for row in world.kernels_open_to(viewer) if condition(world, viewer, row)]
        return {"count": len(rows), "rows": {str(row["id"]) for row in rows}}

    return expected


def code(value: str) -> Expected:
    return lambda _world, _viewer: {"code": value}


def of_kernel(world: World) -> Mapping[str, object]:
    return {"id": str(world.kernel["id"])}


CASES: Final[Mapping[str, Case]] = {
    "Query.node": Case(
        "query ($id: ID!) { field: node(id: $id) { id } }",
        lambda world: {"id": global_id("KernelV2", world.kernel["id"])},
        kernel_if_open(lambda world: {"id": global_id("KernelV2", world.kernel["id"])}),
    ),
    "Query.nodes": Case(
        "query ($ids: [ID!]!) { field: nodes(ids: $ids) { id } }",
        lambda world: {"ids": [next(iter(world.nodes(name)))[0] for name in NODES]},
        lambda world, viewer: [
            {"id": node_id} if node_id in world.open_ids(name, viewer) else None
            for name in NODES
            for node_id, _ in world.nodes(name)[:1]
        ],
    ),
    "Query.kernelV2": Case(
        "query ($id: UUID!) { field: kernelV2(id: $id) { rowId } }",
        of_kernel,
        kernel_if_open(lambda world: {"rowId": str(world.kernel["id"])}),
    ),
    "Query.adminKernelsV2": Case(
        f"{{ field: adminKernelsV2(first: 1000) {{ {PAGE} }} }}",
        nothing,
        kernels(lambda _world, _viewer, _row: True),
        AuthRole.SUPERADMIN,
    ),
    "Query.sessionKernelsV2": Case(
        "query ($id: UUID!) {"
        f" field: sessionKernelsV2(scope: {{sessionId: $id}}, first: 1000) {{ {PAGE} }} }}",
        lambda world: {"id": str(world.kernel["session_id"])},
        kernels(lambda world, _viewer, row: row["session_id"] == world.kernel["session_id"]),
    ),
    "Query.myKernelsV2": Case(
        f"{{ field: myKernelsV2(first: 1000) {{ {PAGE} }} }}",
        nothing,
        kernels(lambda _world, viewer, row: row["user_uuid"] == viewer.user_id),
    ),
    "Query.agentV2": Case(
        "query ($id: ID!) { field: agentV2(id: $id) { rowId } }",
        lambda world: {"id": world.kernel["agent"]},
        lambda world, _viewer: {"rowId": world.kernel["agent"]},
        AuthRole.SUPERADMIN,
    ),
    "Query.agentsV2": Case(
        f"{{ field: agentsV2(first: 1000) {{ {PAGE} }} }}",
        nothing,
        lambda world, _viewer: {
            "count": len(world.rows["agents"]),
            "rows": {row["id"] for row in world.rows["agents"]},
        },
        AuthRole.SUPERADMIN,
    ),
    "Query.resourceSlotType": Case(
        '{ field: resourceSlotType(slotName: "mem") { slotName } }',
        nothing,
        lambda _world, _viewer: {"slotName": "mem"},
    ),
    "Query.resourceSlotTypes": Case(
        "{ field: resourceSlotTypes { count } }",
        nothing,
        lambda world, _viewer: {"count": len(world.rows["resource_slot_types"])},
    ),
    # What the changes ask for cannot be done, so that the database stays as it is.
    "Mutation.adminCreateResourceSlotType": Case(
        'mutation { field: adminCreateResourceSlotType(input: {slotName: "cpu", slotType: "count",'
        ' displayName: "x", rank: 1}) { resourceSlotType { slotName } } }',
        nothing,
        code("RESOURCE_SLOT_TYPE_EXISTS"),
        AuthRole.SUPERADMIN,
    ),
    "Mutation.adminUpdateResourceSlotType": Case(
        'mutation { field: adminUpdateResourceSlotType(input: {slotName: "none", rank: 1})'
        " { resourceSlotType { slotName } } }",
        nothing,
        code("RESOURCE_SLOT_TYPE_NOT_FOUND"),
        AuthRole.SUPERADMIN,
    ),
    "Mutation.adminPurgeResourceSlotType": Case(
        'mutation { field: adminPurgeResourceSlotType(input: {slotName: "cpu"}) { slotName } }',
        nothing,
        code("RESOURCE_SLOT_TYPE_IN_USE"),
        AuthRole.SUPERADMIN,
    ),
}

EVENTS: Final[dict[str, object]] = {"Subscription.kernelLiveStats": AuthRole.USER}
"""The root fields that are no single answer; test_subscription.py has their cases."""


def root_fields() -> dict[str, object]:
    """What each root field of the schema requires."""
    return {
        f"{group.type_name}.{field.graphql_name}": TABLES.guards.get(group.type_name, {}).get(
            field.graphql_name
        )
        for group in TABLES.groups
        if group.type_name in ROOTS
        for field in group.fields
    }


async def test_every_root_field_has_a_case() -> None:
    assert set(CASES) | set(EVENTS) == set(root_fields())


async def test_every_root_field_requires_what_its_case_says() -> None:
    required: dict[str, object] = {name: case.required for name, case in CASES.items()}
    assert required | EVENTS == root_fields()


@pytest.mark.parametrize("field", CASES)
async def test_anonymous_requests_are_refused(api: Api, world: World, field: str) -> None:
    answer = await api.with_headers({}).answer(CASES[field].query, **CASES[field].variables(world))
    assert outcome(answer) == {"code": "UNAUTHENTICATED"}
    assert answer["errors"][0]["message"] == "the request has no bearer token"
    assert api.statements == []


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("field", CASES)
async def test_each_caller_gets_what_is_open_to_it(
    api: Api, world: World, field: str, persona: str
) -> None:
    case, viewer = CASES[field], world.viewers[persona]
    answer = await api.as_viewer(viewer).answer(case.query, **case.variables(world))
    if case.required is AuthRole.SUPERADMIN and persona != "superadmin":
        assert outcome(answer) == {"code": "FORBIDDEN"}
        assert api.statements == []
    else:
        assert outcome(answer) == case.expected(world, viewer)


async def test_what_is_wrong_with_arguments_is_not_told_to_those_who_may_not_ask(
    api: Api, world: World
) -> None:
    query = "{ field: adminKernelsV2(first: -1, limit: 3) { count } }"
    assert outcome(await api.answer(query)) == {"code": "INVALID_PAGINATION"}
    assert outcome(await api.with_headers({}).answer(query)) == {"code": "UNAUTHENTICATED"}
    stranger = api.as_viewer(world.viewers["stranger"])
    assert outcome(await stranger.answer(query)) == {"code": "FORBIDDEN"}


async def test_one_field_that_is_refused_leaves_its_neighbours(api: Api, world: World) -> None:
    query = '{ adminKernelsV2 { count } resourceSlotType(slotName: "cpu") { slotName } }'
    answer = await api.as_viewer(world.viewers["owner"]).answer(query)
    assert answer["data"] == {"adminKernelsV2": None, "resourceSlotType": {"slotName": "cpu"}}
    assert [error["path"] for error in answer["errors"]] == [["adminKernelsV2"]]


async def test_the_schema_itself_is_no_secret(api: Api) -> None:
    anonymous = api.with_headers({})
    data = await anonymous.data("{ __typename __schema { queryType { name } } }")
    assert data == {"__typename": "Query", "__schema": {"queryType": {"name": "Query"}}}


def outcome(answer: dict[str, Any]) -> object:
    """The value of the only field with its rows as a set, or the code of the only error."""
    if "errors" in answer:
        (error,) = answer["errors"]
        assert error["path"] == ["field"]
        assert (answer["data"] or {}).get("field") is None
        return {"code": error["extensions"]["code"]}
    value = answer["data"]["field"]
    if isinstance(value, dict) and "edges" in value:
        rows = {edge["node"]["rowId"] for edge in value["edges"]}
        return {"count": value["count"], "rows": rows}
    return value
