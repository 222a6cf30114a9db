"""A subscription shows what is open to who asks, and begins for nobody else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import graphql
import pytest
import pytest_asyncio
from graphql import ExecutionResult, MapAsyncIterator, parse
from prometheus_client import CollectorRegistry

import graphwright.engine
from graphwright.runtime import CursorCodec, Unauthenticated, format_error
from kernelgraph.auth.guard import authorize
from kernelgraph.bootstrap_live_stats import live_statistics
from kernelgraph.context import RequestContext
from kernelgraph.livestat.feed import Ticker
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.resolvers import ResolverParts, build_resolvers
from kernelgraph.settings import Settings
from kernelgraph.stored.degradation import Degradations
from kernelgraph_api import build_schema

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from graphql import GraphQLSchema
    from tests.kernelgraph.access.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")

SUBSCRIPTION: Final = (
    "subscription ($ids: [UUID!]!) { kernelLiveStats(ids: $ids) { kernelId liveStat } }"
)


@pytest_asyncio.fixture(loop_scope="session")
async def schema(demo_url: str) -> AsyncIterator[GraphQLSchema]:
    """The schema over the made-up cluster, without a source of live statistics."""

    def never() -> datetime:
        raise AssertionError("nothing is written")

    engine = create_engine(database_url(demo_url), DatabaseOptions(is_read_only=True))
    statistics = live_statistics(Settings(database_url=demo_url), CollectorRegistry()).live_stats
    parts = ResolverParts(
        engine=engine,
        writing_engine=engine,
        codec=CursorCodec(b"0" * 32),
        degradations=Degradations(),
        now=never,
        live_statistics=statistics,
        ticker=Ticker(),
    )
    yield build_schema(build_resolvers(parts), authorize=authorize)
    await statistics.aclose()
    await engine.dispose()


@pytest.fixture(params=[graphql.subscribe, graphwright.engine.subscribe])
def subscribe(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """That of each engine in turn."""
    function: Callable[..., Any] = request.param
    return function


async def first(
    subscribe: Callable[..., Any], schema: GraphQLSchema, context: RequestContext, world: World
) -> dict[str, Any]:
    """The first event, or the answer that there are none."""
    ids = [str(row["id"]) for row in world.rows["kernels"]]
    found = await subscribe(
        schema, parse(SUBSCRIPTION), context_value=context, variable_values={"ids": ids}
    )
    if isinstance(found, ExecutionResult):
        return {"errors": [format_error(error) for error in found.errors or ()]}
    assert isinstance(found, MapAsyncIterator)
    event = await anext(found)
    await found.aclose()
    return {"data": event.data, "errors": event.errors}


async def test_nobody_subscribes_without_signing_in(
    subscribe: Callable[..., Any], schema: GraphQLSchema, world: World
) -> None:
    context = RequestContext(partial(Unauthenticated, "the request has no bearer token"))
    (error,) = (await first(subscribe, schema, context, world))["errors"]
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_a_subscription_shows_the_open_kernels_alone(
    subscribe: Callable[..., Any], schema: GraphQLSchema, world: World, persona: str
) -> None:
    viewer = world.viewers[persona]
    event = await first(subscribe, schema, RequestContext(viewer), world)
    assert event["errors"] is None
    shown = {each["kernelId"] for each in event["data"]["kernelLiveStats"]}
    assert shown == {str(row["id"]) for row in world.kernels_open_to(viewer)}
