"""PostgreSQL reads pages out of an index, as many rows as the page has, however deep it is."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import make_url
from tests.benchmarks.database.fill import connected, fill
from tests.benchmarks.database.lists import KernelList, all_kernels, common, granted, narrowed
from tests.benchmarks.database.reader import Reader, reader, selection

from graphwright.runtime import PageRequest, Selection

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Sequence

    from tests.benchmarks.database.plans import Node

KERNELS = 20_000
SIZE = 10
# The page, the row of the cursor and the one that follows.
DEEP = SIZE + 2
session, *parts = narrowed(KERNELS)
owned, *administered = granted(KERNELS)
LISTS = [*all_kernels(), session, *parts]
ROWS = selection(count=False)


@pytest.fixture(scope="module")
def filled_url(postgres_url: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with many kernels and up-to-date statistics."""
    name = f"test_{uuid4().hex}"
    asyncio.run(execute(postgres_url, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    url = make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    asyncio.run(fill(url, KERNELS, io.StringIO()))
    yield url
    asyncio.run(execute(postgres_url, f"DROP DATABASE {name} WITH (FORCE)"))


async def execute(url: str, sql: str) -> None:
    async with connected(url) as driver:
        await driver.execute(sql)


@pytest.fixture
async def pages(filled_url: str) -> AsyncGenerator[Reader]:
    async with reader(filled_url) as opened:
        yield opened


async def plans(
    pages: Reader, kernels: KernelList, request: PageRequest, wanted: Selection = ROWS
) -> Sequence[Node]:
    return await pages.plans(await pages.read(kernels, request, wanted))


def check(plan: Node, kernels: KernelList, rows: int) -> None:
    """A statement has read that many rows at most, all from the index, and sorted none."""
    scans = list(plan.scans)
    assert {scan.kind for scan in scans} <= {"Index Scan", "Index Only Scan"}, plan
    assert kernels.index in {scan.index for scan in scans}, plan
    assert sum(scan.removed for scan in scans) == 0, plan
    assert plan.rows_read <= rows, plan
    assert list(plan.sorts) == [], plan


@pytest.mark.parametrize("kernels", [*LISTS, *administered], ids=lambda kernels: kernels.name)
@pytest.mark.parametrize("backward", [False, True], ids=["first", "last"])
async def test_the_page_at_an_end_is_read_from_the_index(
    pages: Reader, kernels: KernelList, backward: bool
) -> None:
    (plan,) = await plans(pages, kernels, PageRequest(SIZE, backward))
    check(plan, kernels, SIZE + 1)
    assert [scan.index for scan in plan.scans] == [kernels.index]


@pytest.mark.parametrize("kernels", all_kernels(), ids=lambda kernels: kernels.name)
@pytest.mark.parametrize("depth", [0.1, 0.9, 0.999])
async def test_a_page_in_the_midst_is_read_from_the_index_on_from_its_cursor(
    pages: Reader, kernels: KernelList, depth: float
) -> None:
    cursor = await pages.cursor_at(kernels, depth)
    for backward in (False, True):
        (plan,) = await plans(pages, kernels, PageRequest(SIZE, backward, cursor))
        check(plan, kernels, DEEP)


@pytest.mark.parametrize("kernels", [*parts, *common()], ids=lambda each: each.name)
@pytest.mark.parametrize("depth", [0.05, 0.5, 0.9])
async def test_a_page_of_a_part_is_read_without_sorting_and_with_little_left_out(
    pages: Reader, kernels: KernelList, depth: float
) -> None:
    cursor = await pages.cursor_at(kernels, depth)
    for backward in (False, True):
        (plan,) = await plans(pages, kernels, PageRequest(SIZE, backward, cursor))
        assert {scan.kind for scan in plan.scans} <= {"Index Scan", "Index Only Scan"}, plan
        assert plan.rows_read <= 10 * (SIZE + 1), plan
        assert list(plan.sorts) == [], plan


@pytest.mark.parametrize(
    "kernels", [session, owned, *administered], ids=lambda kernels: kernels.name
)
@pytest.mark.parametrize("depth", [0.05, 0.5, 0.9])
async def test_a_page_of_a_session_reads_at_most_its_kernels(
    pages: Reader, kernels: KernelList, depth: float
) -> None:
    """They are so few that PostgreSQL may sort them, for whomever they are open to."""
    cursor = await pages.cursor_at(kernels, depth)
    for backward in (False, True):
        (plan,) = await plans(pages, kernels, PageRequest(SIZE, backward, cursor))
        kinds = {scan.kind for scan in plan.scans}
        assert kinds <= {"Index Scan", "Bitmap Heap Scan"}, plan
        assert plan.rows_read <= KERNELS / 100, plan


@pytest.mark.parametrize(
    "kernels", [each for each in LISTS if "TERMINATED_AT" in each.name], ids=lambda each: each.name
)
@pytest.mark.parametrize("backward", [False, True], ids=["after", "before"])
async def test_a_page_among_the_nulls_is_read_from_the_index_too(
    pages: Reader, kernels: KernelList, backward: bool
) -> None:
    last = await pages.read(kernels, PageRequest(SIZE, backward=True), ROWS)
    cursor = last.page.edges[0].cursor
    (plan,) = await plans(pages, kernels, PageRequest(SIZE, backward, cursor))
    check(plan, kernels, DEEP)


@pytest.mark.parametrize(
    "kernels", [LISTS[0], session, *parts, *common()], ids=lambda kernels: kernels.name
)
async def test_a_count_reads_an_index_and_no_row_of_the_table(
    pages: Reader, kernels: KernelList
) -> None:
    reading = await pages.read(kernels, PageRequest(SIZE), selection(count=True))
    _, count = await pages.plans(reading)
    assert {scan.kind for scan in count.scans} == {"Index Only Scan"}
    assert count.rows_read == reading.page.count
