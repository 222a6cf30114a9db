"""A list below many parents is, for each of them, what the same list is at the root."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.kernelgraph.api.plain_pages import Cut, PlainList, cut_page

from kernelgraph.stored.names import STORED_STATUSES, UNKNOWN_STATUS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

STATUSES = list(STORED_STATUSES)
SHOWN = {text: status for status, texts in STORED_STATUSES.items() for text in texts}
ARGUMENTS = (
    "filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before,"
    " limit: $limit, offset: $offset"
)
PAGING = "$first: Int, $after: String, $last: Int, $before: String, $limit: Int, $offset: Int"
PAGE = "count pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node"
MAXIMUM = 1000


@dataclass(frozen=True, slots=True)
class NestedList:
    """A connection below the nodes of a type."""

    type_name: str
    field: str
    node: str
    entity: str
    """What its filter and its order are named after."""
    filters: Sequence[tuple[dict[str, Any], Any]]
    """Filters, each with what it says of a row."""

    def query(self) -> str:
        """The query for the list of each parent."""
        entity = self.entity
        return f"""query ($ids: [ID!]!, $filter: {entity}Filter, $order: [{entity}OrderBy!], {PAGING}) {{
            nodes(ids: $ids) {{ ... on {self.type_name} {{
                list: {self.field}({ARGUMENTS}) {{ {PAGE} {{ name: {self.node} }} }} }} }}
            }} }}"""


def shown_status(row: Row) -> int:
    return STATUSES.index(SHOWN.get(row["status"], UNKNOWN_STATUS))


KERNEL_FILTERS: Sequence[tuple[dict[str, Any], Any]] = [
    ({"status": {"in": ["RUNNING", "CANCELLED"]}}, lambda row: shown_status(row) in {6, 9}),
    ({"agentId": {"contains": "1"}}, lambda row: "1" in (row["agent"] or "")),
    ({"NOT": [{"agentId": {"contains": "1"}}]}, lambda row: "1" not in (row["agent"] or "")),
    ({"status": {"in": []}}, lambda _: False),
]
SLOT_FILTERS: Sequence[tuple[dict[str, Any], Any]] = [
    ({"slotName": {"startsWith": "cuda"}}, lambda row: row["slot_name"].startswith("cuda")),
    ({"slotName": {"notEquals": "mem"}}, lambda row: row["slot_name"] != "mem"),
    ({"OR": [{"slotName": {"iEquals": "CPU"}}]}, lambda row: row["slot_name"] == "cpu"),
]
LISTS = {
    "sessions": NestedList("SessionV2", "kernels", "rowId", "KernelV2", KERNEL_FILTERS),
    "agents": NestedList("AgentV2", "kernels", "rowId", "KernelV2", KERNEL_FILTERS),
    "agent_slots": NestedList(
        "AgentV2", "resourceSlots", "slotName", "AgentResourceSlot", SLOT_FILTERS
    ),
    "allocations": NestedList(
        "KernelV2", "resourceAllocations", "slotName", "KernelResourceAllocation", SLOT_FILTERS
    ),
}


def plain_lists(tables: dict[str, list[Row]]) -> dict[str, PlainList]:
    """The rows behind each list."""
    kernels = PlainList(
        rows=tables["kernels"],
        parent=lambda row: row["session_id"],
        name=lambda row: str(row["id"]),
        key=[lambda row: row["id"].bytes],
        orders={
            "CREATED_AT": lambda row: row["created_at"],
            "TERMINATED_AT": lambda row: row["terminated_at"],
            "STATUS": shown_status,
            "CLUSTER_MODE": lambda row: row["cluster_mode"],
            "CLUSTER_HOSTNAME": lambda row: row["cluster_hostname"],
            "CLUSTER_IDX": lambda row: row["cluster_idx"],
            "ID": lambda row: row["id"].bytes,
        },
        default=("CREATED_AT", True),
    )
    slots = PlainList(
        rows=tables["agent_resources"],
        parent=lambda row: row["agent_id"],
        name=lambda row: row["slot_name"],
        key=[lambda row: row["agent_id"], lambda row: row["slot_name"]],
        orders={
            "SLOT_NAME": lambda row: row["slot_name"],
            "CAPACITY": lambda row: row["capacity"],
            "USED": lambda row: row["used"],
        },
        default=("SLOT_NAME", False),
    )
    allocations = replace(
        slots,
        rows=tables["resource_allocations"],
        parent=lambda row: row["kernel_id"],
        key=[lambda row: row["kernel_id"].bytes, lambda row: row["slot_name"]],
        orders={
            "SLOT_NAME": lambda row: row["slot_name"],
            "REQUESTED": lambda row: row["requested"],
            "USED": lambda row: row["used"],
        },
    )
    by_agent = replace(kernels, parent=lambda row: row["agent"])
    return {
        "sessions": kernels,
        "agents": by_agent,
        "agent_slots": slots,
        "allocations": allocations,
    }


def global_id(type_name: str, local_id: object) -> str:
    return base64.b64encode(f"{type_name}:{local_id}".encode()).decode()


async def pages_of(
    api: Api, nested: NestedList, parents: Sequence[Any], **arguments: Any
) -> list[dict[str, Any]]:
    """The page of each parent."""
    ids = [global_id(nested.type_name, parent) for parent in parents]
    data = await api.data(nested.query(), ids=ids, **arguments)
    return [node["list"] for node in data["nodes"]]


def told(page: dict[str, Any]) -> dict[str, Any]:
    """A page of the API in the words of the plain one."""
    cursors = [edge["cursor"] for edge in page["edges"]]
    info = page["pageInfo"]
    assert info["startCursor"] == (cursors[0] if cursors else None)
    assert info["endCursor"] == (cursors[-1] if cursors else None)
    return {
        "rows": [edge["node"]["name"] for edge in page["edges"]],
        "count": page["count"],
        "next": info["hasNextPage"],
        "previous": info["hasPreviousPage"],
    }


def owned_by(plain: PlainList, parent: object) -> Callable[[Row], bool]:
    """Whether a row is one of the parent's."""
    return lambda row: plain.parent(row) == parent


def paging(cut: Cut, cursor: str | None) -> dict[str, Any]:
    """The arguments that ask for what is cut."""
    if cut.offset is not None:
        return {"limit": cut.size, "offset": cut.offset}
    if cut.backward:
        return {"last": cut.size, "before": cursor}
    return {"first": cut.size, "after": cursor}


@pytest.mark.parametrize("name", LISTS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
async def test_the_page_of_each_parent_is_the_one_of_its_rows_alone(
    demo_api: Api, demo_rows: dict[str, list[Row]], name: str, data: st.DataObject
) -> None:
    """Whatever the filter, the order, the mode of paging and the row to go on from."""
    nested, plain = LISTS[name], plain_lists(demo_rows)[name]
    everyone = sorted({plain.parent(row) for row in plain.rows} - {None}, key=str)
    parents = data.draw(st.lists(st.sampled_from(everyone), min_size=1, max_size=6))
    chosen = data.draw(st.none() | st.sampled_from(nested.filters))
    fields = st.lists(st.sampled_from(sorted(plain.orders)), max_size=3, unique=True)
    order = [(field, data.draw(st.booleans())) for field in data.draw(fields)]
    asked = {
        "filter": chosen and chosen[0],
        "order": [
            {"field": field, "direction": "DESC" if descending else "ASC"}
            for field, descending in order
        ],
    }
    matching = [row for row in plain.rows if chosen is None or chosen[1](row)]
    rows = replace(plain, rows=matching).sorted(order)

    async def cursors(parent: object) -> dict[str, str]:
        (whole,) = await pages_of(demo_api, nested, [parent], first=MAXIMUM, **asked)
        return {edge["node"]["name"]: edge["cursor"] for edge in whole["edges"]}

    cut = Cut(size=data.draw(st.integers(1, 4)))
    mode = data.draw(st.sampled_from(["start", "end", "after", "before", "offset"]))
    if mode == "offset":
        cut = replace(cut, offset=data.draw(st.integers(0, 5)))
    at = [row for row in rows if plain.parent(row) in parents]
    cursor = None
    if mode in {"after", "before"} and at:
        cut = replace(cut, at=data.draw(st.sampled_from(at)))
        assert cut.at is not None
        cursor = (await cursors(plain.parent(cut.at)))[plain.name(cut.at)]
    cut = replace(cut, backward=mode in {"end", "before"})
    pages = await pages_of(demo_api, nested, parents, **asked, **paging(cut, cursor))
    expected = [cut_page(rows, owned_by(plain, parent), cut) for parent in parents]
    assert [told(page) for page in pages] == [
        {**page, "rows": [plain.name(row) for row in page["rows"]]} for page in expected
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"first": 1},
        {"last": 2},
        {"limit": 1, "offset": 1},
        {
            "first": 3,
            "order": [{"field": "STATUS"}, {"field": "TERMINATED_AT", "direction": "ASC"}],
        },
        {"last": 3, "filter": {"status": {"notEquals": "RUNNING"}}},
    ],
)
async def test_the_page_of_a_session_is_the_one_at_the_root(
    api: Api, demo_rows: dict[str, list[Row]], asked: dict[str, Any]
) -> None:
    """With the same cursors, each of which goes on from there in both places."""
    nested = LISTS["sessions"]
    at_root = f"""query ($id: UUID!, $filter: KernelV2Filter, $order: [KernelV2OrderBy!], {PAGING}) {{
        list: sessionKernelsV2(scope: {{sessionId: $id}}, {ARGUMENTS}) {{
            {PAGE} {{ name: rowId }} }} }} }}"""
    sessions = [row["id"] for row in demo_rows["sessions"] if row["cluster_size"] > 1][:10]
    pages = await pages_of(api, nested, sessions, **asked)
    order = {"order": asked["order"]} if "order" in asked else {}
    for session, page in zip(sessions, pages, strict=True):
        data = await api.data(at_root, id=str(session), **asked)
        assert page == data["list"]
        for edge in page["edges"]:
            following = {**order, "first": 2, "after": edge["cursor"]}
            below = await pages_of(api, nested, [session, sessions[0]], **following)
            data = await api.data(at_root, id=str(session), **following)
            assert below[0] == data["list"]
