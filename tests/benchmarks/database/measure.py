"""The cost of pages: statements, rows read, and time compared with the first page."""

from __future__ import annotations

import gc
from collections import deque
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from tests.benchmarks.database.plans import rows_read
from tests.benchmarks.database.reader import selection

from graphwright.runtime import PageRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.benchmarks.database.lists import KernelList
    from tests.benchmarks.database.reader import Reader

    from graphwright.runtime import Selection

SIZE: Final = 50
DEPTH: Final = 0.9
FIRST: Final = "first page"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page takes; the time is that of the list's first page without a count, or a part."""

    statements: int
    rows: int
    time: float


@dataclass(frozen=True, slots=True)
class PageCost:
    """What a page of a list takes without and with the count."""

    list: str
    page: str
    plain: Cost
    counted: Cost


async def measure(reader: Reader, kernels: KernelList, rounds: int) -> list[PageCost]:
    """The costs of the pages of one list."""
    cursor = await reader.cursor_at(kernels, DEPTH)
    pages = {
        FIRST: PageRequest(SIZE),
        "last page": PageRequest(SIZE, backward=True),
        "at 90 %, forward": PageRequest(SIZE, cursor=cursor),
        "at 90 %, backward": PageRequest(SIZE, backward=True, cursor=cursor),
    }
    wanted = {False: selection(count=False), True: selection(count=True)}
    found: dict[tuple[str, bool], tuple[int, int]] = {}
    for name, request in pages.items():
        for count, fields in wanted.items():
            reading = await reader.read(kernels, request, fields)
            plans = await reader.plans(reading)
            found[name, count] = len(plans), rows_read(plans)
    # Apart from each other: a count reads so much that the database has forgotten the pages.
    times = {
        False: await _times(reader, kernels, pages, wanted[False], rounds),
        True: await _times(reader, kernels, pages, wanted[True], max(3, rounds // 10)),
    }
    unit = times[False][FIRST]
    return [
        PageCost(
            kernels.name,
            name,
            *(Cost(*found[name, count], times[count][name] / unit) for count in (False, True)),
        )
        for name in pages
    ]


async def _times(
    reader: Reader,
    kernels: KernelList,
    pages: Mapping[str, PageRequest],
    wanted: Selection,
    rounds: int,
) -> dict[str, float]:
    """The median time of each page, all pages being read in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in pages}
    names = deque(pages)
    gc.collect()
    gc.disable()
    for _ in range(rounds):
        for name in names:
            seconds[name].append((await reader.read(kernels, pages[name], wanted)).seconds)
        # So that none is always the one after another.
        names.rotate()
    gc.enable()
    return {name: median(each) for name, each in seconds.items()}


def worst(costs: Sequence[PageCost]) -> float:
    """The largest share of time that a page takes of its list's first one."""
    return max(cost.plain.time for cost in costs)


def table(costs: Sequence[PageCost]) -> str:
    """The costs as a table of Markdown."""
    lines = [
        "| kernels | page | SQL | rows read | time | with count: SQL | rows read | time |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {cost.list if cost.page == FIRST else ''} | {cost.page} | {_cells(cost.plain)}"
        f" | {_cells(cost.counted)} |"
        for cost in costs
    ]
    return "\n".join(lines)


def _cells(cost: Cost) -> str:
    return f"{cost.statements} | {cost.rows:,} | {cost.time:,.2f}"
