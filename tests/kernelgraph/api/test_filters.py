"""Every operator of every filter finds the rows that it says, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kernelgraph.stored.names import kernel_status, session_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

    Predicate = Callable[[Row], bool]

pytestmark = pytest.mark.asyncio(loop_scope="session")

KERNELS = """query ($filter: KernelV2Filter) {
    adminKernelsV2(filter: $filter, first: 1000) { count edges { node { rowId } } }
}"""
SLOT_TYPES = """query ($filter: ResourceSlotTypeFilter) {
    resourceSlotTypes(filter: $filter, first: 100) { count edges { node { slotName } } }
}"""

# Operator, value, and what it means of a text.
TEXT_OPERATORS: list[tuple[str, Any, Callable[[str], bool]]] = [
    ("contains", "device", lambda text: "device" in text),
    ("startsWith", "cuda", lambda text: text.startswith("cuda")),
    ("endsWith", "shares", lambda text: text.endswith("shares")),
    ("equals", "mem", lambda text: text == "mem"),
    ("notContains", "device", lambda text: "device" not in text),
    ("notStartsWith", "cuda", lambda text: not text.startswith("cuda")),
    ("notEndsWith", "shares", lambda text: not text.endswith("shares")),
    ("notEquals", "mem", lambda text: text != "mem"),
    ("in", ["cpu", "mem", "disk"], lambda text: text in ("cpu", "mem")),
    ("notIn", ["cpu", "mem"], lambda text: text not in ("cpu", "mem")),
    ("iContains", "DEVICE", lambda text: "device" in text),
    ("iStartsWith", "Cuda", lambda text: text.startswith("cuda")),
    ("iEndsWith", "SHARES", lambda text: text.endswith("shares")),
    ("iEquals", "MEM", lambda text: text == "mem"),
    ("iNotContains", "DEVICE", lambda text: "device" not in text),
    ("iNotStartsWith", "Cuda", lambda text: not text.startswith("cuda")),
    ("iNotEndsWith", "SHARES", lambda text: not text.endswith("shares")),
    ("iNotEquals", "MEM", lambda text: text != "mem"),
    ("iIn", ["CPU", "Mem"], lambda text: text in ("cpu", "mem")),
    ("iNotIn", ["CPU", "Mem"], lambda text: text not in ("cpu", "mem")),
    # Letter case counts unless the operator says otherwise.
    ("contains", "DEVICE", lambda _: False),
    ("in", ["CPU"], lambda _: False),
    # Wildcards of SQL are literals.
    ("contains", "%", lambda _: False),
    ("startsWith", "cp_", lambda _: False),
    ("iContains", "\\", lambda _: False),
    ("notContains", "_", lambda _: True),
    # What no text can hold.
    ("equals", "cpu\x00", lambda _: False),
    ("notContains", "\x00", lambda _: True),
    ("in", [], lambda _: False),
    ("notIn", [], lambda _: True),
    ("iIn", [], lambda _: False),
]


def shown_status(row: Row) -> str:
    return kernel_status(row["status"], lambda _: None).name


def shown_type(row: Row) -> str:
    return session_type(row["session_type"], lambda _: None).name


async def found_kernels(api: Api, filter_: Any) -> set[str]:
    data = await api.data(KERNELS, filter=filter_)
    found = {edge["node"]["rowId"] for edge in data["adminKernelsV2"]["edges"]}
    assert data["adminKernelsV2"]["count"] == len(found)
    return found


def ids_of(rows: dict[str, list[Row]], predicate: Predicate) -> set[str]:
    return {str(row["id"]) for row in rows["kernels"] if predicate(row)}


@pytest.mark.parametrize(("operator", "value", "predicate"), TEXT_OPERATORS)
async def test_text_operators_of_a_slot_name(
    api: Api,
    demo_rows: dict[str, list[Row]],
    operator: str,
    value: Any,
    predicate: Callable[[str], bool],
) -> None:
    data = await api.data(SLOT_TYPES, filter={"slotName": {operator: value}})
    found = {edge["node"]["slotName"] for edge in data["resourceSlotTypes"]["edges"]}
    names = {row["slot_name"] for row in demo_rows["resource_slot_types"]}
    assert found == {name for name in names if predicate(name)}
    assert data["resourceSlotTypes"]["count"] == len(found)


@pytest.mark.parametrize(
    ("filter_", "names"),
    [
        ({"slotType": {"equals": "bytes"}}, {"mem"}),
        ({"displayName": {"equals": "GPU"}}, {"cuda.device", "rocm.device"}),
        ({"displayName": {"contains": "GPU", "startsWith": "f"}}, {"cuda.shares"}),
        ({"displayName": {"iEquals": "gpu"}, "slotName": {"contains": "rocm"}}, {"rocm.device"}),
        (
            {"OR": [{"slotName": {"equals": "cpu"}}, {"slotName": {"equals": "mem"}}]},
            {"cpu", "mem"},
        ),
        (
            {"AND": [{"slotType": {"equals": "count"}}, {"slotName": {"in": ["cpu", "mem"]}}]},
            {"cpu"},
        ),
        ({"NOT": [{"slotType": {"equals": "count"}}]}, {"mem"}),
        ({"slotName": {"equals": "cpu"}, "OR": [{"slotName": {"equals": "mem"}}]}, set[str]()),
    ],
)
async def test_filters_of_slot_types_combine(api: Api, filter_: Any, names: set[str]) -> None:
    data = await api.data(SLOT_TYPES, filter=filter_)
    assert {edge["node"]["slotName"] for edge in data["resourceSlotTypes"]["edges"]} == names


@pytest.mark.parametrize("operator", ["equals", "in", "notEquals", "notIn"])
@pytest.mark.parametrize(("field", "column"), [("id", "id"), ("sessionId", "session_id")])
async def test_uuid_operators(
    api: Api, demo_rows: dict[str, list[Row]], field: str, column: str, operator: str
) -> None:
    wanted = demo_rows["kernels"][40][column]
    value: Any = str(wanted) if operator.lower().endswith("equals") else [str(wanted)]
    is_negated = operator.startswith("not")
    found = await found_kernels(api, {field: {operator: value}})
    assert found == ids_of(demo_rows, lambda row: (row[column] == wanted) is not is_negated)


@pytest.mark.parametrize(
    "status",
    [
        "PENDING",
        "RESERVED",
        "SCHEDULED",
        "PREPARING",
        "PREPARED",
        "CREATING",
        "RUNNING",
        "TERMINATING",
        "TERMINATED",
        "CANCELLED",
    ],
)
async def test_a_shown_status_finds_every_row_that_shows_it(
    api: Api, demo_rows: dict[str, list[Row]], status: str
) -> None:
    rows = demo_rows
    equal = await found_kernels(api, {"status": {"equals": status}})
    other = await found_kernels(api, {"status": {"notEquals": status}})
    assert equal == ids_of(rows, lambda row: shown_status(row) == status)
    assert other == ids_of(rows, lambda row: shown_status(row) != status)
    assert equal


async def test_list_operators_of_the_status(api: Api, demo_rows: dict[str, list[Row]]) -> None:
    wanted = ["CANCELLED", "PREPARING", "RUNNING"]
    within = await found_kernels(api, {"status": {"in": wanted}})
    without = await found_kernels(api, {"status": {"notIn": wanted}})
    assert within == ids_of(demo_rows, lambda row: shown_status(row) in wanted)
    assert without == ids_of(demo_rows, lambda row: shown_status(row) not in wanted)


@pytest.mark.parametrize("kind", ["INTERACTIVE", "BATCH", "INFERENCE", "SYSTEM"])
async def test_a_shown_session_type_finds_every_row_that_shows_it(
    api: Api, demo_rows: dict[str, list[Row]], kind: str
) -> None:
    rows = demo_rows
    found = await found_kernels(api, {"sessionType": {"equals": kind}})
    assert found == ids_of(rows, lambda row: shown_type(row) == kind)
    found = await found_kernels(api, {"sessionType": {"in": [kind]}})
    assert found == ids_of(rows, lambda row: shown_type(row) == kind)
    found = await found_kernels(api, {"sessionType": {"notEquals": kind}})
    assert found == ids_of(rows, lambda row: shown_type(row) != kind)
    found = await found_kernels(api, {"sessionType": {"notIn": [kind, "SYSTEM"]}})
    assert found == ids_of(rows, lambda row: shown_type(row) not in (kind, "SYSTEM"))


@pytest.mark.parametrize(
    ("operator", "value", "predicate"),
    [
        ("equals", "i-node003", lambda agent: agent == "i-node003"),
        ("startsWith", "i-node01", lambda agent: (agent or "").startswith("i-node01")),
        ("contains", "", lambda agent: agent is not None),
        ("iContains", "NODE00", lambda agent: "node00" in (agent or "")),
        # A negation holds of rows that have no agent.
        ("notEquals", "i-node003", lambda agent: agent != "i-node003"),
        ("notContains", "node00", lambda agent: "node00" not in (agent or "")),
        ("notIn", ["i-node003", "i-node004"], lambda a: a not in ("i-node003", "i-node004")),
        ("iNotIn", ["I-NODE003"], lambda agent: agent != "i-node003"),
    ],
)
async def test_text_operators_of_an_agent_that_may_be_missing(
    api: Api,
    demo_rows: dict[str, list[Row]],
    operator: str,
    value: Any,
    predicate: Callable[[str | None], bool],
) -> None:
    found = await found_kernels(api, {"agentId": {operator: value}})
    assert found == ids_of(demo_rows, lambda row: predicate(row["agent"]))


async def test_the_resource_group_is_a_filter(api: Api, demo_rows: dict[str, list[Row]]) -> None:
    found = await found_kernels(api, {"resourceGroupName": {"iStartsWith": "GPU-"}})
    assert found == ids_of(demo_rows, lambda row: row["scaling_group"].startswith("gpu-"))


@pytest.mark.parametrize(
    ("operator", "predicate"),
    [
        ("before", lambda at, moment: at < moment),
        ("after", lambda at, moment: at > moment),
        ("equals", lambda at, moment: at == moment),
        ("notEquals", lambda at, moment: at != moment),
    ],
)
async def test_time_operators_are_exact_to_the_microsecond(
    api: Api,
    demo_rows: dict[str, list[Row]],
    operator: str,
    predicate: Callable[[Any, Any], bool],
) -> None:
    moment = demo_rows["kernels"][200]["created_at"]
    found = await found_kernels(api, {"createdAt": {operator: moment.isoformat()}})
    assert found == ids_of(demo_rows, lambda row: predicate(row["created_at"], moment))


async def test_a_time_with_another_offset_is_the_same_time(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    moment = "2026-02-01T02:00:00+09:00"
    assert await found_kernels(api, {"createdAt": {"before": moment}}) == set()
    found = await found_kernels(api, {"createdAt": {"after": moment}})
    assert found == ids_of(demo_rows, lambda _: True)


@pytest.mark.parametrize(
    ("filter_", "predicate"),
    [
        (None, lambda _: True),
        ({}, lambda _: True),
        ({"AND": []}, lambda _: True),
        ({"OR": []}, lambda _: True),
        ({"NOT": []}, lambda _: True),
        ({"id": {"in": []}}, lambda _: False),
        ({"id": {"notIn": []}}, lambda _: True),
        ({"status": {"in": []}}, lambda _: False),
        ({"OR": [{"id": {"in": []}}, {}]}, lambda _: True),
        ({"NOT": [{}]}, lambda _: False),
        ({"id": None, "agentId": {"equals": None}, "OR": None}, lambda _: True),
        (
            {"NOT": [{"agentId": {"startsWith": "i-node"}}, {"sessionType": {"equals": "BATCH"}}]},
            lambda row: row["agent"] is None and shown_type(row) != "BATCH",
        ),
        (
            {
                "OR": [
                    {"status": {"equals": "RUNNING"}, "sessionType": {"equals": "BATCH"}},
                    {"AND": [{"agentId": {"equals": "i-node001"}}, {"NOT": [{"OR": []}]}]},
                    {"agentId": {"in": ["i-node002", "i-node003"]}},
                ],
                "resourceGroupName": {"equals": "default"},
            },
            lambda row: (
                row["scaling_group"] == "default"
                and (
                    (shown_status(row) == "RUNNING" and shown_type(row) == "BATCH")
                    or row["agent"] in ("i-node002", "i-node003")
                )
            ),
        ),
    ],
)
async def test_filters_of_kernels_combine(
    api: Api, demo_rows: dict[str, list[Row]], filter_: Any, predicate: Predicate
) -> None:
    assert await found_kernels(api, filter_) == ids_of(demo_rows, predicate)
