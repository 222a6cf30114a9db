"""Reads pages of kernels as the server does, and keeps the statements that this takes."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from graphql import GraphQLResolveInfo, build_schema, graphql_sync
from sqlalchemy import event
from tests.benchmarks.database.plans import Node, Statement, explain

from graphwright.runtime import CursorCodec, PageRequest, Selection
from kernelgraph.ports import Search
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.repositories.kernels import KernelRepository
from kernelgraph.repositories.resource_allocations import ResourceAllocationRepository
from kernelgraph.stored.degradation import Degradations

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy.ext.asyncio import AsyncEngine
    from tests.benchmarks.database.lists import KernelList

    from graphwright.runtime import Page
    from kernelgraph.ports import AllocationSearch, KernelSearch
    from kernelgraph_api.types import KernelV2

_ROWS: Final = """
    edges { cursor node { rowId sessionInfo { name } lifecycle { status createdAt } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
"""
_ALLOCATIONS: Final = """
    edges { node { resourceAllocations { edges { node { slotName requested used } } } } }
"""
_SLOTS: Final = 10


def selection(*, count: bool) -> Selection:
    """What a list in a user interface asks for."""
    return _selected(f"{_ROWS} {'count' if count else ''}")


@cache
def _selected(fields: str) -> Selection:
    """The selection of the list of kernels that the fields make up."""
    found: list[Selection] = []

    def note(_root: Any, info: GraphQLResolveInfo, **_arguments: Any) -> None:
        found.append(Selection.of(info))

    schema = build_schema(files("kernelgraph_api").joinpath("schema.graphql").read_text())
    graphql_sync(schema, f"{{ adminKernelsV2 {{ {fields} }} }}", field_resolver=note)
    return found[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """A page, what it took to read it, and how long that was in seconds."""

    page: Page[KernelV2]
    statements: tuple[Statement, ...]
    seconds: float


class Reader:
    """Reads over one connection at a time."""

    def __init__(self, engine: AsyncEngine, statements: list[Statement]) -> None:
        self._engine = engine
        self._statements = statements
        self._kernels = KernelRepository(
            engine, CursorCodec(bytes(32)), Degradations(), hide_agents=False
        )
        self._allocations = ResourceAllocationRepository(engine, CursorCodec(bytes(32)))
        kernel = _selected(_ALLOCATIONS).child("edges").child("node")
        self._allocation_search: AllocationSearch = Search(
            filter=None,
            order_by=None,
            page=PageRequest(_SLOTS),
            selection=kernel.child("resourceAllocations"),
        )

    async def read(self, kernels: KernelList, request: PageRequest, wanted: Selection) -> Reading:
        """The page asked for."""
        self._statements.clear()
        start = time.perf_counter()
        search: KernelSearch = Search(
            filter=kernels.filter, order_by=[kernels.order_by], page=request, selection=wanted
        )
        page = await self._kernels.search(kernels.viewer, kernels.scope, search)
        if kernels.has_allocations:
            found = [edge.node.row_id for edge in page.edges]
            await self._allocations.linked_pages(found, self._allocation_search)
        return Reading(page, tuple(self._statements), time.perf_counter() - start)

    async def cursor_at(self, kernels: KernelList, share: float) -> str:
        """The cursor of the row at that share of the list."""
        wanted = selection(count=True)
        counted = await self.read(kernels, PageRequest(1, offset=0), wanted)
        request = PageRequest(1, offset=int(counted.page.count * share))
        return (await self.read(kernels, request, wanted)).page.edges[0].cursor

    async def plans(self, reading: Reading) -> list[Node]:
        """What the database does for each of the statements."""
        async with self._engine.connect() as connection:
            return [await explain(connection, each) for each in reading.statements]


@asynccontextmanager
async def reader(url: str) -> AsyncGenerator[Reader]:
    """A reader of the database with the connections of a server, but for their time limit."""
    engine = create_engine(database_url(url), DatabaseOptions(pool_size=1, is_read_only=True))
    statements: list[Statement] = []

    def record(_connection: Any, _cursor: Any, sql: str, parameters: Any, *_: Any) -> None:
        statements.append(Statement(sql, parameters))

    event.listen(engine.sync_engine, "before_cursor_execute", record)
    yield Reader(engine, statements)
    await engine.dispose()
