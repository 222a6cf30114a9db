"""The subscription over WebSockets: its states, who may see what, and how it ends."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from tests.kernelgraph.conftest import SIGNED_IN, token_of
from tests.kernelgraph.live.conftest import asked, measuring
from tests.kernelgraph.live.served import closing, operation, receive, subscribe
from tests.livestat.faults import answering
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from kernelgraph.auth.viewer import Viewer

if TYPE_CHECKING:
    from tests.kernelgraph.live.served import Served
    from tests.livestat.faults import FaultyServer

    from kernelgraph.demo import Row

CURRENT = {"current": "5", "capacity": "10", "pct": "50.00"}


def seen(message: dict[str, Any]) -> list[str]:
    """The kernels of a state."""
    assert message["type"] == "next", message
    assert "errors" not in message["payload"], message
    return [each["kernelId"] for each in message["payload"]["data"]["kernelLiveStats"]]


def codes(message: dict[str, Any]) -> list[str]:
    """The codes of the errors that an operation was refused with."""
    assert message["type"] == "error", message
    return [error["extensions"]["code"] for error in message["payload"]]


async def test_states_come_at_once_and_after_each_interval(
    live: Served, running: list[UUID], ended: list[Row]
) -> None:
    ids = [running[0], ended[0]["id"], UUID(int=1)]
    async with live.socket() as socket:
        await subscribe(socket, operation(ids))
        for _ in range(2):
            message = await receive(socket)
            await live.tick()
            assert seen(message) == [str(each) for each in ids[:2]]
            measured, last = message["payload"]["data"]["kernelLiveStats"]
            assert CURRENT.items() <= measured["liveStat"]["mem"].items()
            assert measured["liveMetrics"] == [{"name": "mem"}]
            assert last["liveStat"].keys() == ended[0]["last_stat"].keys()


async def test_kernels_that_are_not_open_to_the_caller_are_left_out(
    live: Served, kernels: list[Row]
) -> None:
    mine = kernels[0]["user_uuid"]
    token = {"authorization": f"Bearer {token_of(Viewer(user_id=mine))}"}
    async with live.socket(token) as socket:
        await subscribe(socket, operation([row["id"] for row in kernels]))
        found = seen(await receive(socket))
    assert found == [str(row["id"]) for row in kernels if row["user_uuid"] == mine]


@pytest.mark.parametrize("payload", [None, {}, {"Authorization": "Bearer x"}, {"authorization": 5}])
async def test_without_a_good_token_nothing_is_told(
    live: Served, running: list[UUID], payload: object
) -> None:
    async with live.socket(payload) as socket:
        await subscribe(socket, operation(running[:1]))
        assert codes(await receive(socket)) == ["UNAUTHENTICATED"]


async def test_a_token_in_the_header_of_the_handshake_does_as_well(
    live: Served, running: list[UUID]
) -> None:
    async with live.socket(None, headers=SIGNED_IN) as socket:
        await subscribe(socket, operation(running[:1]))
        assert seen(await receive(socket)) == [str(running[0])]


@pytest.mark.parametrize("seconds", [-1, 0, 1, 301])
async def test_an_interval_out_of_bounds_is_an_error(
    live: Served, running: list[UUID], seconds: int
) -> None:
    async with live.socket() as socket:
        await subscribe(socket, operation(running[:1], seconds))
        message = await receive(socket)
    assert codes(message) == ["BAD_USER_INPUT"]
    assert "intervalSeconds must be from 2 to 300" in message["payload"][0]["message"]


async def test_too_many_kernels_are_an_error(live: Served) -> None:
    async with live.socket() as socket:
        await subscribe(socket, operation([UUID(int=each) for each in range(1001)]))
        assert codes(await receive(socket)) == ["BAD_USER_INPUT"]


async def test_subscribers_share_one_query_a_tick(
    live: Served, running: list[UUID], source: FaultyServer
) -> None:
    async with live.socket() as first, live.socket() as second:
        await subscribe(first, operation(running[:3]))
        await subscribe(second, operation(running[1:5]))
        await asyncio.gather(receive(first), receive(second))
        source.exchanges.clear()
        await live.tick(2)
        await asyncio.gather(receive(first), receive(second))
    (exchange,) = source.exchanges
    assert sorted(asked(exchange)) == sorted(str(each) for each in running[:5])


async def test_a_source_that_fails_costs_the_live_fields_until_it_recovers(
    live: Served, running: list[UUID], source: FaultyServer
) -> None:
    source.behaviours = [answering(b"<html></html>")]
    async with live.socket() as socket:
        await subscribe(socket, operation(running[:1]))
        message = await receive(socket)
        source.behaviours = [measuring]
        await live.tick()
        assert seen(await receive(socket)) == [str(running[0])]
    (state,) = message["payload"]["data"]["kernelLiveStats"]
    assert state == {"kernelId": str(running[0]), "liveStat": None, "liveMetrics": None}
    errors = {tuple(e["path"]): e["extensions"]["code"] for e in message["payload"]["errors"]}
    assert errors == {
        ("kernelLiveStats", 0, "liveStat"): "LIVE_STAT_UNAVAILABLE",
        ("kernelLiveStats", 0, "liveMetrics"): "LIVE_STAT_UNAVAILABLE",
    }


async def test_queries_can_be_asked_over_the_socket(live: Served) -> None:
    async with live.socket() as socket:
        await subscribe(socket, {"query": "{ __typename }"})
        message = await receive(socket)
        assert message["payload"] == {"data": {"__typename": "Query"}}
        assert await receive(socket) == {"type": "complete", "id": "1"}


async def test_nothing_is_asked_for_those_who_complete_or_leave(
    live: Served, running: list[UUID], source: FaultyServer
) -> None:
    async with live.socket() as staying:
        await subscribe(staying, operation(running[:1]))
        await receive(staying)
        await staying.send(json.dumps({"type": "complete", "id": "1"}))
        async with live.socket() as leaving:
            await subscribe(leaving, operation(running[1:2]))
            await receive(leaving)
        await live.until_open(1)
        source.exchanges.clear()
        await subscribe(staying, operation(running[2:3]), "2")
        await receive(staying)
        await live.tick()
        await receive(staying)
    assert {each for exchange in source.exchanges for each in asked(exchange)} == {str(running[2])}


@pytest.mark.parametrize(
    "message",
    [
        "{",
        "[]",
        '{"type": "subscribe", "id": 5, "payload": {}}',
        '{"type": "subscribe", "id": "1", "payload": 5}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 5}}',
        '{"type": "nonsense"}',
        b"{}",
    ],
)
async def test_a_message_that_the_protocol_does_not_know_closes_the_socket(
    live: Served, message: str | bytes
) -> None:
    async with live.socket() as socket:
        await socket.send(message)
        assert (await closing(socket))[0] == 4400


async def test_whoever_does_not_speak_the_protocol_is_turned_away(live: Served) -> None:
    url = live.url.replace("http", "ws", 1)
    async with connect(url, subprotocols=[Subprotocol("graphql-ws")], proxy=None) as socket:
        assert (await closing(socket))[0] == 4406


async def test_sockets_are_closed_when_the_server_stops(live: Served, running: list[UUID]) -> None:
    before = asyncio.all_tasks()
    async with live.socket() as socket:
        await subscribe(socket, operation(running[:1]))
        await receive(socket)
        live.server.stop()
        assert (await closing(socket))[0] == 1001
    await live.until_open(0)
    assert not [task for task in asyncio.all_tasks() - before if "anext" in repr(task)]
