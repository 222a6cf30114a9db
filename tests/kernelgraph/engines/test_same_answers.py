"""Both engines answer alike: every byte, the status, and what is read of the database for it."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import pytest
import pytest_asyncio
from graphql import get_introspection_query, parse
from graphql.language import OperationDefinitionNode
from tests.kernelgraph.conftest import opened

from kernelgraph.auth.viewer import Viewer
from kernelgraph.settings import ENGINES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.kernelgraph.conftest import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOT: Final = Path(__file__).parents[3]
WHOLE_KERNEL: Final = (Path(__file__).parents[1] / "api/whole_kernel.graphql").read_text()

PAGE: Final = "query ($first: Int, $full: Boolean = false) { adminKernelsV2(first: $first) { count"
SESSIONS: Final = "session { id kernels(first: 2) { count edges { cursor node { rowId } } } }"
ALLOCATIONS: Final = "resourceAllocations { edges { node { slotName used } } }"

OPERATIONS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "introspection": (get_introspection_query(descriptions=True), {}),
    "aliases and fragments": (
        "{ b: adminKernelsV2(first: 3) { ...P } a: adminKernelsV2(last: 2) { ...P edges { cursor } }"
        " __typename } fragment P on KernelV2Connection { pageInfo { hasNextPage endCursor }"
        " edges { node { z: id ... on Node { id } cluster { clusterRole } } } }",
        {},
    ),
    "left out": (
        f"{PAGE} @skip(if: $full) edges {{ node {{ id lifecycle @include(if: $full)"
        " { status } } } } }",
        {"first": 2},
    ),
    "let in": (
        f"{PAGE} @skip(if: $full) edges {{ node {{ id lifecycle @include(if: $full)"
        " { status } } } } }",
        {"first": 2, "full": True},
    ),
    "links and lists below a list": (
        f"{{ adminKernelsV2(first: 20) {{ edges {{ node {{ {SESSIONS} {ALLOCATIONS}"
        " user { id } agent { id kernels(first: 1) { edges { node { id } } } } image { id }"
        " liveStat } } } }",
        {},
    ),
    "nodes of all kinds": (
        "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on KernelV2 { rowId }"
        " ... on ResourceSlotType { slotName } } }",
        {"ids": ["nonsense", "UmVzb3VyY2VTbG90VHlwZTpjcHU=", "S2VybmVsVjI6bm8="]},
    ),
    "an order and a filter": (
        "query ($by: [KernelV2OrderBy!]) { adminKernelsV2(filter: {OR: [{status: {in: [RUNNING]}},"
        " {createdAt: {before: null}}]}, orderBy: $by, limit: 5, offset: 2) { edges { node { id }"
        " } } }",
        {"by": [{"field": "STATUS", "direction": "ASC"}, {"field": "ID"}]},
    ),
    "two errors and data": (
        '{ a: adminKernelsV2(first: 0) { count } b: adminKernelsV2(after: "x") { count }'
        " c: resourceSlotTypes(first: 1) { count } }",
        {},
    ),
    "a page too large": ("{ adminKernelsV2(first: 9999) { count } }", {}),
    "a variable of a wrong type": (f"{PAGE} }} }}", {"first": "many"}),
    "a variable that is missing": ("query ($id: UUID!) { kernelV2(id: $id) { id } }", {}),
    "a field that is unknown": ("{ adminKernelsV2 { cuont } }", {}),
    "a text that is no document": ("{ adminKernelsV2 {", {}),
    "a subscription": ("subscription { kernelLiveStats(ids: []) { kernelId } }", {}),
    "several operations and no name": ("query A { __typename } query B { __typename }", {}),
    "a change of what is not there": (
        "mutation ($slot: String!) { a: adminPurgeResourceSlotType(input: {slotName: $slot})"
        " { slotName } b: adminPurgeResourceSlotType(input: {slotName: $slot}) { slotName } }",
        {"slot": "no-such-slot"},
    ),
}


def client_operations() -> Iterator[tuple[str, str]]:
    """What the client asks: the text of each file and the name of each of its operations."""
    for path in sorted((ROOT / "schema/operations").glob("*.graphql")):
        text = path.read_text()
        for definition in parse(text).definitions:
            if isinstance(definition, OperationDefinitionNode) and definition.name:
                yield text, definition.name.value


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def both(sqlite_demo: str, all_statements: list[str]) -> AsyncIterator[list[Api]]:
    """The application on each engine, in front of one database."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                opened(all_statements, database_url=sqlite_demo, engine=engine)
            )
            for engine in ENGINES
        ]


async def assert_same(both: list[Api], body: object, viewer: Viewer | None = None) -> None:
    """Ask each engine twice, the second time with everything cached."""
    answers: list[object] = []
    for api in both:
        client = api.as_viewer(viewer) if viewer else api
        for _ in range(2):
            api.statements.clear()
            response = await client.post(body)
            kind = response.headers["content-type"]
            # Those of fields beside each other are on their way at the same time.
            statements = sorted(each for each in api.statements if "SELECT" in each)
            answers.append((response.status_code, kind, response.content, statements))
    assert all(answer == answers[0] for answer in answers[1:]), answers


@pytest.mark.parametrize("name", OPERATIONS)
async def test_operations(both: list[Api], name: str) -> None:
    query, variables = OPERATIONS[name]
    await assert_same(both, {"query": query, "variables": variables})


@pytest.mark.parametrize(("text", "name"), [*client_operations()], ids=lambda value: value[:40])
async def test_operations_of_the_client(both: list[Api], text: str, name: str) -> None:
    """Those that need variables answer that they are missing."""
    await assert_same(both, {"query": text, "operationName": name})


async def test_everything_that_a_kernel_has(both: list[Api]) -> None:
    query = f"{{ adminKernelsV2(first: 500) {{ edges {{ node {{ ...WholeKernel }} }} }} }} {WHOLE_KERNEL}"
    await assert_same(both, {"query": query})


async def test_what_a_viewer_may_not_see(both: list[Api]) -> None:
    body = {"query": "{ mine: myKernelsV2 { count } all: adminKernelsV2 { count } }"}
    await assert_same(both, body, Viewer(user_id=UUID(int=99)))


@pytest.mark.parametrize(
    "body", [[], {}, {"query": 3}, {"query": "{a}", "variables": []}, {"query": ""}, None], ids=str
)
async def test_bodies_that_are_no_requests(both: list[Api], body: object) -> None:
    await assert_same(both, body)
