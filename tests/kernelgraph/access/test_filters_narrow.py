"""No filter, however it is put together, finds a kernel that is not open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.kernelgraph.access.world import PERSONAS, global_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy
    from tests.kernelgraph.access.world import World
    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGE: Final = "count edges { node { rowId } }"
QUERY: Final = f"""query ($session: UUID!, $id: ID!, $filter: KernelV2Filter) {{
    sessionKernelsV2(scope: {{sessionId: $session}}, filter: $filter, first: 1000) {{ {PAGE} }}
    myKernelsV2(filter: $filter, first: 1000) {{ {PAGE} }}
    node(id: $id) {{ ... on SessionV2 {{ kernels(filter: $filter, first: 1000) {{ {PAGE} }} }} }}
}}"""
NOT_ALL: Final = tuple(name for name in PERSONAS if name != "superadmin")
STATUSES: Final = ("PENDING", "RUNNING", "TERMINATED", "CANCELLED", "PREPARING")
VALUE_OPERATORS: Final = (
    *("contains", "startsWith", "endsWith", "equals"),
    *("notContains", "notStartsWith", "notEndsWith", "notEquals"),
    *("iContains", "iStartsWith", "iEndsWith", "iEquals"),
    *("iNotContains", "iNotStartsWith", "iNotEndsWith", "iNotEquals"),
)
LIST_OPERATORS: Final = ("in", "notIn", "iIn", "iNotIn")


def filters(world: World) -> SearchStrategy[dict[str, Any]]:
    """Filters over values of the world's own rows, which find something more often than not."""
    rows = world.rows["kernels"]
    moments = column(rows, "created_at").map(lambda moment: moment.isoformat())
    agents = column([row for row in rows if row["agent"]], "agent")
    leaves = st.fixed_dictionaries(
        {},
        optional={
            "id": members(column(rows, "id").map(str)),
            "sessionId": members(column(rows, "session_id").map(str)),
            "status": members(st.sampled_from(STATUSES)),
            "agentId": texts(st.one_of(agents, st.sampled_from(("i-", "%", "")))),
            "createdAt": st.fixed_dictionaries(
                {}, optional={"before": moments, "after": moments, "notEquals": moments}
            ),
        },
    )
    return st.recursive(leaves, combined, max_leaves=6)


def column(rows: Sequence[Row], name: str) -> SearchStrategy[Any]:
    return st.integers(0, len(rows) - 1).map(lambda place: rows[place][name])


def members(values: SearchStrategy[str]) -> SearchStrategy[dict[str, Any]]:
    some = st.lists(values, max_size=3)
    return st.fixed_dictionaries(
        {}, optional={"equals": values, "notEquals": values, "in": some, "notIn": some}
    )


def texts(values: SearchStrategy[str]) -> SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.dictionaries(one(VALUE_OPERATORS), values, max_size=2),
        st.dictionaries(one(LIST_OPERATORS), st.lists(values, max_size=3), max_size=2),
    )


def one(names: Sequence[str]) -> SearchStrategy[str]:
    return st.sampled_from(names)


def combined(inner: SearchStrategy[dict[str, Any]]) -> SearchStrategy[dict[str, Any]]:
    several = st.lists(inner, max_size=3)
    return st.fixed_dictionaries(
        {}, optional={"AND": several, "OR": several, "NOT": several}
    ).flatmap(lambda groups: inner.map(lambda leaf: {**leaf, **groups}))


@pytest.mark.parametrize("persona", NOT_ALL)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
async def test_no_filter_finds_what_is_not_open(
    demo_api: Api, world: World, persona: str, data: st.DataObject
) -> None:
    viewer = world.viewers[persona]
    is_open = {str(row["id"]): row for row in world.kernels_open_to(viewer)}
    filter_ = data.draw(filters(world))
    session = data.draw(column(world.rows["kernels"], "session_id"))
    found = await demo_api.as_viewer(viewer).data(
        QUERY, session=str(session), id=global_id("SessionV2", session), filter=filter_
    )
    for name, page in pages(found).items():
        ids = [edge["node"]["rowId"] for edge in page["edges"]]
        assert set(ids) <= set(is_open), name
        assert page["count"] == len(ids) == len(set(ids)), name
    mine = pages(found)["myKernelsV2"]["edges"]
    assert all(is_open[edge["node"]["rowId"]]["user_uuid"] == viewer.user_id for edge in mine)


def pages(found: dict[str, Any]) -> dict[str, Any]:
    """The pages of an answer by the field that they come from."""
    below = {"SessionV2.kernels": found["node"]["kernels"]} if found["node"] else {}
    return {name: found[name] for name in ("sessionKernelsV2", "myKernelsV2")} | below


@pytest.mark.parametrize("filter_", [{}, {"OR": [{}]}, {"NOT": [{"id": {"in": []}}]}])
async def test_a_foreign_session_has_no_kernels(
    demo_api: Api, world: World, filter_: dict[str, Any]
) -> None:
    query = f"""query ($session: UUID!, $filter: KernelV2Filter) {{
        sessionKernelsV2(scope: {{sessionId: $session}}, filter: $filter) {{
            {PAGE} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }}
    }}"""
    stranger = demo_api.as_viewer(world.viewers["stranger"])
    session = str(world.kernel["session_id"])
    data = await stranger.data(query, session=session, filter=filter_)
    nobodys = await stranger.data(
        query, session="00000000-0000-4000-8000-000000000000", filter=filter_
    )
    assert data == nobodys
    assert data["sessionKernelsV2"]["edges"] == []
    assert data["sessionKernelsV2"]["count"] == 0
    assert data["sessionKernelsV2"]["pageInfo"]["hasNextPage"] is False


async def test_a_cursor_of_somebody_else_opens_nothing(demo_api: Api, world: World) -> None:
    """A cursor tells where a page begins, not what is in it."""
    query = """query ($after: String) {
        sessionKernelsV2(scope: {sessionId: "%s"}, first: 1, after: $after) {
            edges { cursor node { rowId } } count } }"""
    query %= world.kernel["session_id"]
    seen = await demo_api.as_viewer(world.viewers["owner"]).data(query)
    cursor = seen["sessionKernelsV2"]["edges"][0]["cursor"]
    data = await demo_api.as_viewer(world.viewers["stranger"]).data(query, after=cursor)
    assert data["sessionKernelsV2"] == {"edges": [], "count": 0}
