"""The sums of a kernel are those of its allocations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUERY = """{ adminKernelsV2(first: 1000) { edges { node {
    rowId
    resourceAllocation {
        requested { entries { resourceType quantity } }
        used { entries { resourceType quantity } }
        allocated { entries { resourceType quantity } }
    }
} } } }"""


def plain(quantity: Any) -> str:
    text = format(quantity, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def sums(rows: list[Row], value: Callable[[Row], Any]) -> dict[str, Any] | None:
    entries = [
        {"resourceType": row["slot_name"], "quantity": plain(value(row))}
        for row in sorted(rows, key=lambda row: row["slot_name"])
        if value(row) is not None
    ]
    return {"entries": entries} if entries else None


def used(row: Row) -> Any:
    if row["free_at"] is not None:
        return None
    return row["requested"] if row["used"] is None else row["used"]


def allocated(row: Row) -> Any:
    return None if row["used_at"] is None else row["used"]


async def test_the_sums_follow_the_states_of_the_allocations(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    by_kernel: dict[str, list[Row]] = {}
    for row in demo_rows["resource_allocations"]:
        by_kernel.setdefault(str(row["kernel_id"]), []).append(row)
    data = await api.data(QUERY)
    seen: set[tuple[bool, bool]] = set()
    for edge in data["adminKernelsV2"]["edges"]:
        rows = by_kernel.get(edge["node"]["rowId"], [])
        found = edge["node"]["resourceAllocation"]
        assert found["requested"] == (sums(rows, lambda row: row["requested"]) or {"entries": []})
        assert found["used"] == sums(rows, used)
        assert found["allocated"] == sums(rows, allocated)
        seen.add((found["used"] is None, found["allocated"] is None))
    assert seen == {(False, False), (False, True), (True, False), (True, True)}


async def test_one_part_can_be_asked_for_alone(api: Api) -> None:
    part = "resourceAllocation { __typename used { entries { resourceType } } }"
    data = await api.data(f"{{ adminKernelsV2(first: 3) {{ edges {{ node {{ {part} }} }} }} }}")
    for edge in data["adminKernelsV2"]["edges"]:
        assert edge["node"]["resourceAllocation"]["__typename"] == "ResourceAllocation"
