"""Pages are what the three modes say; what contradicts itself is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.kernelgraph.conftest import Api, OpenApi

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIELDS = "count pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor"
KERNELS = f"""query (
    $first: Int, $after: String, $last: Int, $before: String, $limit: Int, $offset: Int,
    $order: [KernelV2OrderBy!], $filter: KernelV2Filter
) {{
    adminKernelsV2(
        first: $first, after: $after, last: $last, before: $before, limit: $limit,
        offset: $offset, orderBy: $order, filter: $filter
    ) {{ {FIELDS} node {{ rowId }} }} }}
}}"""
SLOT_TYPES = f"""query (
    $first: Int, $after: String, $last: Int, $before: String, $limit: Int, $offset: Int
) {{
    resourceSlotTypes(
        first: $first, after: $after, last: $last, before: $before, limit: $limit, offset: $offset
    ) {{ {FIELDS} node {{ slotName }} }} }}
}}"""
NAMES = [
    "atom.device",
    "cpu",
    "cuda.device",
    "cuda.shares",
    "gaudi2.device",
    "ipu.device",
    "mem",
    "rngd.device",
    "rocm.device",
    "tpu.device",
    "warboy.device",
]


async def slot_types(api: Api, **arguments: Any) -> tuple[list[str], dict[str, Any], list[str]]:
    """The names on a page of slot types, its page info, its cursors."""
    data = await api.data(SLOT_TYPES, **arguments)
    page = data["resourceSlotTypes"]
    assert page["count"] == len(NAMES)
    cursors = [edge["cursor"] for edge in page["edges"]]
    assert page["pageInfo"]["startCursor"] == (cursors[0] if cursors else None)
    assert page["pageInfo"]["endCursor"] == (cursors[-1] if cursors else None)
    return [edge["node"]["slotName"] for edge in page["edges"]], page["pageInfo"], cursors


@pytest.mark.parametrize(
    ("arguments", "start", "stop"),
    [
        ({}, 0, 10),
        ({"first": 3}, 0, 3),
        ({"first": 11}, 0, 11),
        ({"first": 100}, 0, 11),
        ({"last": 3}, 8, 11),
        ({"last": 11}, 0, 11),
        ({"limit": 4}, 0, 4),
        ({"limit": 4, "offset": 4}, 4, 8),
        ({"limit": 4, "offset": 8}, 8, 11),
        ({"offset": 3}, 3, 11),
        ({"offset": 11}, 11, 11),
        ({"limit": 5, "offset": 1000}, 11, 11),
        ({"first": None, "after": None, "limit": 2}, 0, 2),
    ],
)
async def test_a_page_is_a_slice_of_the_list(
    api: Api, arguments: dict[str, Any], start: int, stop: int
) -> None:
    names, info, _ = await slot_types(api, **arguments)
    assert names == NAMES[start:stop]
    assert info["hasNextPage"] is (stop < len(NAMES))
    assert info["hasPreviousPage"] is (start > 0)


async def test_a_cursor_leads_on_in_either_direction(api: Api) -> None:
    _, _, cursors = await slot_types(api, first=100)
    names, info, _ = await slot_types(api, first=2, after=cursors[3])
    assert (names, info["hasNextPage"], info["hasPreviousPage"]) == (NAMES[4:6], True, True)
    names, info, _ = await slot_types(api, last=2, before=cursors[3])
    assert (names, info["hasNextPage"], info["hasPreviousPage"]) == (NAMES[1:3], True, True)
    names, info, _ = await slot_types(api, after=cursors[-1])
    assert (names, info["hasNextPage"], info["hasPreviousPage"]) == ([], False, True)
    names, info, _ = await slot_types(api, before=cursors[0])
    assert (names, info["hasNextPage"], info["hasPreviousPage"]) == ([], True, False)


@pytest.mark.parametrize("query", [KERNELS, SLOT_TYPES], ids=["kernels", "slot types"])
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"first": 1, "last": 1}, ["first", "last"]),
        ({"first": 1, "limit": 1}, ["first", "limit"]),
        ({"last": 1, "offset": 0}, ["last", "offset"]),
        ({"after": "x", "before": "y"}, ["after", "before"]),
        ({"after": "x", "last": 1}, ["after", "last"]),
        ({"first": 1, "last": 1, "limit": 1}, ["first", "last", "limit"]),
        ({"first": 0}, ["first", "1", "1000"]),
        ({"first": -1}, ["first"]),
        ({"first": 1001}, ["first", "1000"]),
        ({"last": 0}, ["last"]),
        ({"last": 1001}, ["last", "1000"]),
        ({"limit": -5}, ["limit"]),
        ({"limit": 1001}, ["limit", "1000"]),
        ({"offset": -1}, ["offset"]),
        ({"limit": 5, "offset": -1}, ["offset"]),
    ],
)
async def test_arguments_that_contradict_or_exceed_are_refused_by_name(
    api: Api, query: str, arguments: dict[str, Any], named: list[str]
) -> None:
    error = await api.error(query, **arguments)
    assert error["extensions"]["code"] == "INVALID_PAGINATION"
    assert all(name in error["message"] for name in named), error["message"]


async def first_cursor(api: Api, **arguments: Any) -> str:
    data = await api.data(KERNELS, first=1, **arguments)
    cursor: str = data["adminKernelsV2"]["edges"][0]["cursor"]
    return cursor


async def test_a_cursor_of_another_order_is_refused(api: Api) -> None:
    cursor = await first_cursor(api, order=[{"field": "STATUS"}])
    orders: list[Any] = [
        None,
        [{"field": "STATUS", "direction": "ASC"}],
        [{"field": "CLUSTER_IDX"}],
        [{"field": "STATUS"}, {"field": "CLUSTER_IDX"}],
    ]
    for order in orders:
        error = await api.error(KERNELS, after=cursor, order=order)
        assert error["extensions"]["code"] == "INVALID_CURSOR"


async def test_a_cursor_of_another_connection_is_refused(api: Api) -> None:
    _, _, cursors = await slot_types(api)
    error = await api.error(KERNELS, after=cursors[0])
    assert error["extensions"]["code"] == "INVALID_CURSOR"


async def test_a_cursor_that_was_tampered_with_is_refused(api: Api) -> None:
    cursor = await first_cursor(api)
    swapped = "B" if cursor[-5] == "A" else "A"
    forged = ["", "x", "!!", cursor[:-1], cursor + "A", cursor[:-5] + swapped + cursor[-4:], "é"]
    for each in forged:
        error = await api.error(KERNELS, after=each)
        assert error["extensions"]["code"] == "INVALID_CURSOR", each


async def test_a_cursor_of_a_server_with_another_key_is_refused(
    open_api: OpenApi, sqlite_demo: str
) -> None:
    async with open_api(database_url=sqlite_demo, cursor_key="one") as api:
        cursor = await first_cursor(api)
    async with open_api(database_url=sqlite_demo, cursor_key="one") as api:
        await api.data(KERNELS, after=cursor)
    async with open_api(database_url=sqlite_demo, cursor_key="two") as api:
        error = await api.error(KERNELS, after=cursor)
    assert error["extensions"]["code"] == "INVALID_CURSOR"


async def test_page_sizes_are_settings(open_api: OpenApi, sqlite_demo: str) -> None:
    settings = {"default_page_size": 2, "maximum_page_size": 3}
    async with open_api(database_url=sqlite_demo, **settings) as api:
        assert (await slot_types(api))[0] == NAMES[:2]
        assert (await slot_types(api, last=3))[0] == NAMES[-3:]
        error = await api.error(SLOT_TYPES, first=4)
    assert "between 1 and 3" in error["message"]


async def test_the_count_is_of_all_that_match_whatever_the_page(api: Api) -> None:
    filter_ = {"status": {"equals": "RUNNING"}}
    counts: set[int] = set()
    variants: list[dict[str, Any]] = [{}, {"first": 1}, {"last": 2}, {"limit": 1, "offset": 9999}]
    for arguments in variants:
        data = await api.data(KERNELS, filter=filter_, **arguments)
        counts.add(data["adminKernelsV2"]["count"])
    assert len(counts) == 1
    assert counts.pop() > 100
