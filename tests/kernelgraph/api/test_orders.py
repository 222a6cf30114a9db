"""Every order sorts as Python would, nulls last, ties by id; and every order can be paged."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from kernelgraph.stored.names import STORED_STATUSES, kernel_status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGE = """query ($order: [KernelV2OrderBy!], $first: Int, $after: String, $last: Int, $before: String) {
    adminKernelsV2(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { rowId } }
    }
}"""

STATUSES = list(STORED_STATUSES)
KEYS: dict[str, Callable[[Row], Any]] = {
    "CREATED_AT": lambda row: row["created_at"],
    "TERMINATED_AT": lambda row: row["terminated_at"],
    "STATUS": lambda row: STATUSES.index(kernel_status(row["status"], lambda _: None)),
    "CLUSTER_MODE": lambda row: row["cluster_mode"],
    "CLUSTER_HOSTNAME": lambda row: row["cluster_hostname"],
    "CLUSTER_IDX": lambda row: row["cluster_idx"],
    "ID": lambda row: row["id"],
}
ORDERS = [
    *([(field, direction)] for field in KEYS for direction in ("ASC", "DESC")),
    [("STATUS", "ASC"), ("TERMINATED_AT", "DESC")],
    [("CLUSTER_MODE", "DESC"), ("CLUSTER_IDX", "ASC"), ("CREATED_AT", "DESC")],
    [("TERMINATED_AT", "ASC"), ("ID", "DESC")],
    [("CLUSTER_IDX", "DESC"), ("CLUSTER_IDX", "ASC")],
]


def order_by(order: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"field": field, "direction": direction} for field, direction in order]


def in_order(rows: list[Row], order: Sequence[tuple[str, str]]) -> list[str]:
    """The ids of the rows in the order, by sorting from the last criterion to the first.

    A field that is named twice counts where it is named first.
    """
    order = list({field: (field, direction) for field, direction in reversed(order)}.values())
    order.reverse()
    found = sorted(rows, key=KEYS["ID"], reverse=order[-1][1] == "DESC")
    for field, direction in reversed(order):
        key = KEYS[field]
        present = [row for row in found if key(row) is not None]
        missing = [row for row in found if key(row) is None]
        found = [*sorted(present, key=key, reverse=direction == "DESC"), *missing]
    return [str(row["id"]) for row in found]


def ids(connection: Any) -> list[str]:
    return [edge["node"]["rowId"] for edge in connection["edges"]]


@pytest.mark.parametrize("order", ORDERS, ids=str)
async def test_kernels_come_in_the_order_asked(
    api: Api, demo_rows: dict[str, list[Row]], order: list[tuple[str, str]]
) -> None:
    data = await api.data(PAGE, order=order_by(order), first=1000)
    assert ids(data["adminKernelsV2"]) == in_order(demo_rows["kernels"], order)


@pytest.mark.parametrize("order", ORDERS, ids=str)
async def test_pages_forward_and_backward_skip_and_repeat_nothing(
    api: Api, demo_rows: dict[str, list[Row]], order: list[tuple[str, str]]
) -> None:
    expected = in_order(demo_rows["kernels"], order)
    forward: list[list[str]] = []
    after = None
    while after is not None or not forward:
        data = await api.data(PAGE, order=order_by(order), first=90, after=after)
        page = data["adminKernelsV2"]
        assert page["pageInfo"]["hasPreviousPage"] is bool(forward)
        forward.append(ids(page))
        after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
    assert list(chain(*forward)) == expected

    backward: list[list[str]] = []
    before = None
    while before is not None or not backward:
        data = await api.data(PAGE, order=order_by(order), last=90, before=before)
        page = data["adminKernelsV2"]
        assert page["pageInfo"]["hasNextPage"] is bool(backward)
        backward.insert(0, ids(page))
        before = page["pageInfo"]["startCursor"] if page["pageInfo"]["hasPreviousPage"] else None
    assert list(chain(*backward)) == expected


async def test_the_direction_of_kernels_is_descending_unless_said(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    data = await api.data(PAGE, order=[{"field": "CLUSTER_IDX"}], first=1000)
    expected = in_order(demo_rows["kernels"], [("CLUSTER_IDX", "DESC")])
    assert ids(data["adminKernelsV2"]) == expected


@pytest.mark.parametrize("direction", [None, "ASC", "DESC"])
@pytest.mark.parametrize(
    ("field", "column"),
    [("SLOT_NAME", "slot_name"), ("RANK", "rank"), ("DISPLAY_NAME", "display_name")],
)
async def test_slot_types_come_in_the_order_asked(
    api: Api, demo_rows: dict[str, list[Row]], field: str, column: str, direction: str | None
) -> None:
    query = """query ($order: [ResourceSlotTypeOrderBy!]) {
        resourceSlotTypes(orderBy: $order, first: 100) { edges { node { slotName } } }
    }"""
    order = {"field": field, **({"direction": direction} if direction else {})}
    data = await api.data(query, order=[order])
    rows = sorted(
        demo_rows["resource_slot_types"],
        key=lambda row: (row[column], row["slot_name"]),
        reverse=direction == "DESC",
    )
    found = [edge["node"]["slotName"] for edge in data["resourceSlotTypes"]["edges"]]
    assert found == [row["slot_name"] for row in rows]
