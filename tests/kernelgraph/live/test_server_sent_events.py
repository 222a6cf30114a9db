"""The subscription over server-sent events: its states, who may see what, and how it ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from tests.kernelgraph.conftest import token_of
from tests.kernelgraph.live.conftest import asked
from tests.kernelgraph.live.served import operation

from kernelgraph.auth.viewer import Viewer

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from uuid import UUID

    from tests.kernelgraph.live.served import Served
    from tests.livestat.faults import FaultyServer

    from kernelgraph.demo import Row


async def state(events: AsyncGenerator[tuple[str, Any]]) -> list[str]:
    """The kernels of the next state."""
    name, result = await anext(events)
    assert name == "next"
    assert "errors" not in result, result
    return [each["kernelId"] for each in result["data"]["kernelLiveStats"]]


async def refusal(live: Served, body: dict[str, Any], **options: Any) -> list[str]:
    """The codes of the errors of an operation that ends at once."""
    async with live.events(body, **options) as events:
        (_, result), last = [event async for event in events]
    assert last == ("complete", None)
    return [error["extensions"]["code"] for error in result["errors"]]


async def test_states_come_at_once_and_after_each_interval(
    live: Served, running: list[UUID]
) -> None:
    async with live.events(operation(running[:2])) as events:
        for _ in range(2):
            assert await state(events) == [str(each) for each in running[:2]]
            await live.tick()


async def test_kernels_that_are_not_open_to_the_caller_are_left_out(
    live: Served, kernels: list[Row]
) -> None:
    mine = kernels[0]["user_uuid"]
    token = {"Authorization": f"Bearer {token_of(Viewer(user_id=mine))}"}
    async with live.events(operation([row["id"] for row in kernels]), token) as events:
        found = await state(events)
    assert found == [str(row["id"]) for row in kernels if row["user_uuid"] == mine]


async def test_what_is_refused_is_an_error_and_the_end(live: Served, running: list[UUID]) -> None:
    assert await refusal(live, operation(running[:1], 1)) == ["BAD_USER_INPUT"]
    assert await refusal(live, operation(running[:1]), headers={}) == ["UNAUTHENTICATED"]
    assert await refusal(live, {"query": "subscription { nonsense }"})
    assert await refusal(live, {"query": "{"})


async def test_a_query_is_one_event(live: Served) -> None:
    async with live.events({"query": "{ __typename }"}) as events:
        found = [event async for event in events]
    assert found == [("next", {"data": {"__typename": "Query"}}), ("complete", None)]


async def test_subscribers_share_one_query_a_tick(
    live: Served, running: list[UUID], source: FaultyServer
) -> None:
    async with (
        live.events(operation(running[:3])) as first,
        live.events(operation(running[1:5])) as second,
    ):
        await asyncio.gather(state(first), state(second))
        source.exchanges.clear()
        await live.tick(2)
        await asyncio.gather(state(first), state(second))
    (exchange,) = source.exchanges
    assert sorted(asked(exchange)) == sorted(str(each) for each in running[:5])


async def test_a_stream_ends_when_its_reader_leaves(live: Served, running: list[UUID]) -> None:
    async with live.events(operation(running[:1])) as events:
        await state(events)
        await live.until_open(1)
    await live.until_open(0)


async def test_streams_are_completed_when_the_server_stops(
    live: Served, running: list[UUID]
) -> None:
    async with live.events(operation(running[:1], 300)) as events:
        await state(events)
        live.server.stop()
        assert await anext(events) == ("complete", None)
        with pytest.raises(StopAsyncIteration):
            await anext(events)
