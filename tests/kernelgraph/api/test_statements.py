"""The database is asked for what the operation selects, in a number of queries that is constant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.kernelgraph.conftest import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")


def columns(statement: str) -> set[str]:
    """The columns of `kernels` in the list that a SELECT reads."""
    head = statement.partition("FROM")[0]
    return set(re.findall(r"kernels\.(\w+)", head))


async def selects(api: Api, query: str) -> list[str]:
    """The SELECT statements that a query leads to."""
    api.statements.clear()
    await api.data(query)
    return [each for each in api.statements if each.lstrip("( ").startswith("SELECT")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("rowId", {"id"}),
        ("id", {"id"}),
        ("__typename", set[str]()),
        ("startupCommand", {"startup_command"}),
        ("sessionInfo { name }", {"session_name"}),
        (
            "sessionInfo { name sessionId } userInfo { userId }",
            {"session_name", "session_id", "user_uuid"},
        ),
        ("network { servicePorts { entries { name } } }", {"id", "service_ports"}),
        (
            "resource { allocation { requested { entries { quantity } } } }",
            {"id", "requested_slots"},
        ),
        ("resource { allocation { allocated { entries { quantity } } } }", set[str]()),
        ("lifecycle { status }", {"id", "status"}),
        ("vfolderMounts { name }", {"id", "vfolder_mounts"}),
        ("rowId lifecycle @skip(if: true) { createdAt }", {"id"}),
        ("resourceAllocation { requested { entries { quantity } } }", {"id"}),
    ],
)
async def test_only_the_columns_that_are_selected_are_read(
    api: Api, fields: str, expected: set[str]
) -> None:
    query = f"{{ adminKernelsV2(first: 5) {{ edges {{ node {{ {fields} }} }} }} }}"
    first, *_ = await selects(api, query)
    # The sort key is read where a cursor could be asked for.
    assert columns(first) - {"created_at", "id"} == expected - {"id"}
    assert not expected or expected <= columns(first)


async def test_a_single_kernel_reads_only_what_is_selected(api: Api) -> None:
    data = await api.data("{ adminKernelsV2(first: 1) { edges { node { rowId } } } }")
    row_id = data["adminKernelsV2"]["edges"][0]["node"]["rowId"]
    (statement,) = await selects(
        api, f'{{ kernelV2(id: "{row_id}") {{ cluster {{ clusterIdx }} }} }}'
    )
    assert columns(statement) <= {"id", "cluster_idx"}


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ("edges { node { rowId } }", 1),
        ("edges { cursor node { rowId } }", 1),
        ("pageInfo { hasNextPage endCursor }", 1),
        ("count edges { node { rowId } }", 2),
        ("count", 1),
        ("count pageInfo { hasNextPage hasPreviousPage } edges { node { rowId } }", 2),
        ("edges { node { resourceAllocation { requested { entries { quantity } } } } }", 2),
    ],
)
@pytest.mark.parametrize("first", [1, 10, 400])
async def test_the_number_of_statements_does_not_depend_on_the_number_of_rows(
    api: Api, fields: str, number: int, first: int
) -> None:
    found = await selects(api, f"{{ adminKernelsV2(first: {first}) {{ {fields} }} }}")
    assert len(found) == number, found


async def test_the_count_is_queried_only_when_it_is_selected(api: Api) -> None:
    without = await selects(api, "{ adminKernelsV2 { edges { node { rowId } } } }")
    included = await selects(api, "{ adminKernelsV2 { count edges { node { rowId } } } }")
    skipped = await selects(
        api, "{ adminKernelsV2 { count @skip(if: true) edges { node { rowId } } } }"
    )
    assert [any("count(" in each for each in found) for found in (without, included, skipped)] == [
        False,
        True,
        False,
    ]


async def test_the_sums_of_all_kernels_cost_one_statement(api: Api) -> None:
    found = await selects(
        api,
        """{
            a: adminKernelsV2(first: 300) { edges { node {
                resourceAllocation { requested { entries { quantity } } used { entries { quantity } } }
            } } }
        }""",
    )
    assert len([each for each in found if "resource_allocations" in each]) == 1
