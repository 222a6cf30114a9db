"""Links lead to the rows that they name, each for all parents at once."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINKS = """{
    adminKernelsV2(first: 500) { edges { node {
        rowId
        agent { id rowId status region architecture addr version schedulable firstContact lostAt }
        session { id rowId name creationId sessionType result createdAt terminatedAt }
        user { id rowId email username role }
        project { id rowId name domainName }
        domain { id name isActive }
        resourceGroup { id name isActive }
        image { id rowId name registry tag architecture }
    } } }
}"""
# Link, table, the column that names the row, and what is shown of the row.
SHOWN: list[tuple[str, str, str, str, dict[str, str]]] = [
    ("user", "users", "user_uuid", "uuid", {"rowId": "uuid", "email": "email", "role": "role"}),
    ("user", "users", "user_uuid", "uuid", {"username": "username"}),
    ("project", "groups", "group_id", "id", {"rowId": "id", "name": "name"}),
    ("project", "groups", "group_id", "id", {"domainName": "domain_name"}),
    ("domain", "domains", "domain_name", "name", {"name": "name", "isActive": "is_active"}),
    ("resourceGroup", "scaling_groups", "scaling_group", "name", {"name": "name"}),
    ("resourceGroup", "scaling_groups", "scaling_group", "name", {"isActive": "is_active"}),
    ("image", "images", "image_id", "id", {"rowId": "id", "name": "name", "tag": "tag"}),
    ("image", "images", "image_id", "id", {"registry": "registry"}),
    ("image", "images", "image_id", "id", {"architecture": "architecture"}),
    ("session", "sessions", "session_id", "id", {"rowId": "id", "name": "name"}),
    ("session", "sessions", "session_id", "id", {"creationId": "creation_id"}),
    ("session", "sessions", "session_id", "id", {"sessionType": "session_type"}),
    ("session", "sessions", "session_id", "id", {"result": "result"}),
    ("session", "sessions", "session_id", "id", {"createdAt": "created_at"}),
    ("session", "sessions", "session_id", "id", {"terminatedAt": "terminated_at"}),
    ("agent", "agents", "agent", "id", {"rowId": "id", "status": "status", "region": "region"}),
    ("agent", "agents", "agent", "id", {"architecture": "architecture", "addr": "addr"}),
    ("agent", "agents", "agent", "id", {"version": "version", "schedulable": "schedulable"}),
    ("agent", "agents", "agent", "id", {"firstContact": "first_contact", "lostAt": "lost_at"}),
]
TYPES = {
    "agent": "AgentV2",
    "session": "SessionV2",
    "user": "UserV2",
    "project": "ProjectV2",
    "domain": "DomainV2",
    "resourceGroup": "ResourceGroup",
    "image": "ImageV2",
}


def global_id(type_name: str, local_id: object) -> str:
    return base64.b64encode(f"{type_name}:{local_id}".encode()).decode()


def written(value: Any) -> Any:
    """A stored value as an answer has it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


async def selects(api: Api, query: str, **variables: Any) -> list[str]:
    """The statements that a query leads to."""
    api.statements.clear()
    await api.data(query, **variables)
    return [each for each in api.statements if each.lstrip("( ").startswith("SELECT")]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def linked(demo_api: Api) -> list[dict[str, Any]]:
    """Every kernel with everything that it links to."""
    data = await demo_api.data(LINKS)
    return [edge["node"] for edge in data["adminKernelsV2"]["edges"]]


@pytest.mark.parametrize(("link", "table", "column", "key", "fields"), SHOWN)
async def test_a_link_shows_the_row_that_the_kernel_names(
    linked: list[dict[str, Any]],
    demo_rows: dict[str, list[Row]],
    link: str,
    table: str,
    column: str,
    key: str,
    fields: dict[str, str],
) -> None:
    rows = {row[key]: row for row in demo_rows[table]}
    kernels = {str(row["id"]): row for row in demo_rows["kernels"]}
    for node in linked:
        found = node[link]
        row = rows.get(kernels[node["rowId"]][column])
        if row is None:
            assert found is None
            continue
        assert found["id"] == global_id(TYPES[link], row[key])
        assert {name: found[name] for name in fields} == {
            name: written(row[stored]) for name, stored in fields.items()
        }


async def test_every_link_costs_one_statement_for_all_kernels(api: Api) -> None:
    found = await selects(api, LINKS)
    assert len(found) == 1 + len(TYPES), found


async def test_a_link_that_no_kernel_has_costs_nothing(api: Api) -> None:
    query = """{ adminKernelsV2(filter: {status: {equals: PENDING}}, first: 3) {
        edges { node { agent { rowId } } } } }"""
    assert len(await selects(api, query)) == 1


@pytest.mark.parametrize(("link", "type_name"), TYPES.items())
async def test_the_global_id_of_a_linked_node_finds_it(api: Api, link: str, type_name: str) -> None:
    query = f"{{ adminKernelsV2(first: 500) {{ edges {{ node {{ {link} {{ id }} }} }} }} }}"
    data = await api.data(query)
    nodes = [edge["node"][link] for edge in data["adminKernelsV2"]["edges"]]
    ids = list(dict.fromkeys(node["id"] for node in nodes if node))
    assert ids
    by_ids = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    assert len(await selects(api, by_ids, ids=ids)) == 1
    found = await api.data(by_ids, ids=ids)
    assert found["nodes"] == [{"__typename": type_name, "id": each} for each in ids]


async def test_the_nodes_of_all_types_cost_one_statement_a_type(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    kernel = demo_rows["resource_allocations"][0]["kernel_id"]
    keys: dict[str, list[object]] = {
        "KernelV2": [row["id"] for row in demo_rows["kernels"]],
        "SessionV2": [row["id"] for row in demo_rows["sessions"]],
        "UserV2": [row["uuid"] for row in demo_rows["users"]],
        "ProjectV2": [row["id"] for row in demo_rows["groups"]],
        "DomainV2": [row["name"] for row in demo_rows["domains"]],
        "ResourceGroup": [row["name"] for row in demo_rows["scaling_groups"]],
        "ImageV2": [row["id"] for row in demo_rows["images"]],
        "AgentV2": [row["id"] for row in demo_rows["agents"]],
        "ResourceSlotType": ["cpu", "mem"],
        "AgentResourceSlot": [f"{row['id']}:cpu" for row in demo_rows["agents"]],
        "KernelResourceAllocation": [f"{kernel}:cpu", f"{kernel}:mem"],
    }
    ids = [global_id(name, key) for name, local_ids in keys.items() for key in local_ids]
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert len(await selects(api, query, ids=ids)) == len(keys)
    data = await api.data(query, ids=ids)
    assert data["nodes"] == [{"id": each} for each in ids]


# A query and the number of statements that it costs, whatever the number of rows.
DEPTHS = [
    (
        """query ($first: Int) { adminKernelsV2(first: $first) { edges { node {
            resourceAllocations { edges { node { slotName used } } } } } } }""",
        2,
    ),
    (
        """query ($first: Int) { adminKernelsV2(first: $first) { edges { node {
            resourceAllocations(first: 1) { count pageInfo { hasNextPage hasPreviousPage }
                edges { cursor node { slotName } } } } } } }""",
        3,
    ),
    (
        """query ($first: Int) { agentsV2 { edges { node {
            kernels(first: $first) { edges { node { session { kernels(first: $first) {
                edges { node { agent { resourceSlots { edges { node { slotName } } } } } }
            } } } } } } } } }""",
        6,
    ),
    (
        """query ($first: Int) { adminKernelsV2(first: $first) { edges { node { session {
            kernels { edges { node {
                agent { rowId kernels(first: 2) { count edges { node { user { email } } } } }
                resourceAllocations { edges { node { slotName } } }
                resourceAllocation { requested { entries { quantity } } }
            } } }
        } } } } }""",
        9,
    ),
]


@pytest.mark.parametrize(("query", "number"), DEPTHS)
@pytest.mark.parametrize("first", [2, 20, 60])
async def test_the_number_of_statements_depends_on_the_depth_alone(
    api: Api, query: str, number: int, first: int
) -> None:
    found = await selects(api, query, first=first)
    assert len(found) == number, found


async def test_fifty_sessions_have_their_kernels_and_these_their_agents(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    sessions = demo_rows["sessions"][:50]
    ids = [global_id("SessionV2", row["id"]) for row in sessions]
    query = """query ($ids: [ID!]!) { nodes(ids: $ids) { ... on SessionV2 {
        kernels(first: 1000) { count edges { node { rowId agent { rowId } } } } } } }"""
    api.statements.clear()
    data = await api.data(query, ids=ids)
    assert len(api.statements) == 4
    agents = {row["id"] for row in demo_rows["agents"]}
    for session, node in zip(sessions, data["nodes"], strict=True):
        kernels = {
            str(row["id"]): row["agent"] if row["agent"] in agents else None
            for row in demo_rows["kernels"]
            if row["session_id"] == session["id"]
        }
        assert node["kernels"]["count"] == len(kernels)
        assert {
            edge["node"]["rowId"]: edge["node"]["agent"] and edge["node"]["agent"]["rowId"]
            for edge in node["kernels"]["edges"]
        } == kernels


# Arguments of a list and the code of the error that they lead to at the root.
REFUSED: list[tuple[str, str]] = [
    ("first: 0", "INVALID_PAGINATION"),
    ("first: 1001", "INVALID_PAGINATION"),
    ("last: -1", "INVALID_PAGINATION"),
    ("limit: 1, offset: -1", "INVALID_PAGINATION"),
    ("first: 1, last: 1", "INVALID_PAGINATION"),
    ('first: 1, before: "x"', "INVALID_PAGINATION"),
    ("first: 1, offset: 1", "INVALID_PAGINATION"),
    ('after: "x"', "INVALID_CURSOR"),
    ('before: ""', "INVALID_CURSOR"),
]
PARENTS = [
    ("adminKernelsV2", "resourceAllocations"),
    ("agentsV2", "resourceSlots"),
    ("agentsV2", "kernels"),
]


@pytest.mark.parametrize(("arguments", "code"), REFUSED)
@pytest.mark.parametrize(("root", "field"), PARENTS)
async def test_nested_lists_refuse_what_lists_at_the_root_refuse(
    api: Api, arguments: str, code: str, root: str, field: str
) -> None:
    at_root = await api.error(f"{{ {root}({arguments}) {{ count edges {{ cursor }} }} }}")
    query = f"""{{ {root}(first: 2) {{ edges {{ node {{
        {field}({arguments}) {{ count edges {{ cursor }} }} }} }} }} }}"""
    answer = await api.answer(query)
    assert at_root["extensions"]["code"] == code
    assert {(error["message"], error["extensions"]["code"]) for error in answer["errors"]} == {
        (at_root["message"], code)
    }
    # The parents stand; only what was asked for wrongly is missing.
    assert [edge["node"] for edge in answer["data"][root]["edges"]] == [{field: None}] * 2


async def test_a_cursor_of_another_order_is_refused_below_parents_too(api: Api) -> None:
    query = """query ($after: String, $order: [KernelV2OrderBy!]) { agentsV2(first: 3) {
        edges { node { kernels(first: 1, after: $after, orderBy: $order) {
            edges { cursor } } } } } }"""
    data = await api.data(query, order=[{"field": "CLUSTER_IDX"}])
    cursors = [
        edge["cursor"]
        for agent in data["agentsV2"]["edges"]
        for edge in agent["node"]["kernels"]["edges"]
    ]
    answer = await api.answer(query, after=cursors[0], order=[{"field": "ID"}])
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"INVALID_CURSOR"}


async def test_a_filter_never_replaces_the_parent(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    first, second = demo_rows["agents"][0]["id"], demo_rows["agents"][1]["id"]
    other = next(row["session_id"] for row in demo_rows["kernels"] if row["agent"] == second)
    query = """query ($filter: KernelV2Filter, $id: ID!, $session: UUID!) {
        agentV2(id: $id) { kernels(filter: $filter) { count } }
        scoped: sessionKernelsV2(scope: {sessionId: $session}, filter: $filter) { count }
    }"""
    widening = {"OR": [{"agentId": {"equals": second}}, {"agentId": {"notEquals": ""}}]}
    data = await api.data(query, id=first, session=str(other), filter=widening)
    own = [row for row in demo_rows["kernels"] if row["agent"] == first]
    assert data["agentV2"]["kernels"]["count"] == len(own)
    away = {"agentId": {"equals": second}, "sessionId": {"equals": str(other)}}
    data = await api.data(query, id=first, session=str(other), filter=away)
    assert data["agentV2"]["kernels"]["count"] == 0


async def test_lists_of_agents_are_filtered_and_sorted(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    query = """query ($filter: AgentV2Filter, $order: [AgentV2OrderBy!]) {
        agentsV2(filter: $filter, orderBy: $order, first: 100) { count edges { node { rowId } } } }"""
    rows = sorted(demo_rows["agents"], key=lambda row: row["id"])
    for column, name in (("status", "status"), ("region", "region"), ("id", "id")):
        value = rows[3][column]
        data = await api.data(query, filter={name: {"equals": value}})
        expected = [row["id"] for row in rows if row[column] == value]
        assert [edge["node"]["rowId"] for edge in data["agentsV2"]["edges"]] == expected
        assert data["agentsV2"]["count"] == len(expected)
    data = await api.data(query, filter={"resourceGroupName": {"contains": "gpu"}})
    assert data["agentsV2"]["count"] == len([r for r in rows if "gpu" in r["scaling_group"]])
    for field, column in (("ID", "id"), ("STATUS", "status"), ("FIRST_CONTACT", "first_contact")):
        data = await api.data(query, order=[{"field": field}])
        found = [edge["node"]["rowId"] for edge in data["agentsV2"]["edges"]]
        assert found == [row["id"] for row in sorted(rows, key=lambda row: row[column])]
