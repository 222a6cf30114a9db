"""What clients of streams may ask for, and how they are told that it is too much."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.kernelgraph.conftest import SIGNED_IN
from tests.kernelgraph.live.served import closing, operation, receive, subscribe
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from kernelgraph.subscriptions.open_streams import OpenStreams, StreamLimits

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from uuid import UUID

    from tests.kernelgraph.live.conftest import Serve
    from tests.kernelgraph.live.served import Served
    from websockets.asyncio.client import ClientConnection

TOO_MANY = "too many streams are open; try again later"


def newcomer(live: Served) -> connect:
    """A socket that has not signed in yet."""
    url = live.url.replace("http", "ws", 1)
    return connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], proxy=None)


async def status_of_events(live: Served, body: dict[str, Any]) -> httpx.Response:
    """The response to a request for events that are not awaited."""
    headers = {**SIGNED_IN, "Accept": "text/event-stream"}
    async with httpx.AsyncClient(trust_env=False) as http:
        return await http.post(live.url, json=body, headers=headers)


async def test_sockets_and_event_streams_of_a_process_are_bounded_together(
    serve: Serve, running: list[UUID]
) -> None:
    async with serve(maximum_streams=2) as live:
        async with live.socket(), live.events(operation(running[:1])) as events:
            await anext(events)
            async with newcomer(live) as refused:
                assert await closing(refused) == (1013, TOO_MANY)
            response = await status_of_events(live, operation(running[:1]))
            assert (response.status_code, response.text) == (503, TOO_MANY)
            assert int(response.headers["Retry-After"]) > 0
            async with httpx.AsyncClient(trust_env=False) as http:
                plain = await http.post(live.url, json={"query": "{ __typename }"})
            assert plain.json() == {"data": {"__typename": "Query"}}
        await live.until_open(0)
        async with live.socket():
            await live.until_open(1)


async def test_operations_of_a_socket_are_bounded_and_the_others_go_on(
    serve: Serve, running: list[UUID]
) -> None:
    async with serve(maximum_operations=2) as live, live.socket() as socket:
        for key in ("first", "second", "third"):
            await subscribe(socket, operation(running[:1]), key)
        messages = {message["id"]: message for message in [await receive(socket) for _ in "123"]}
        assert messages["first"]["type"] == messages["second"]["type"] == "next"
        (error,) = messages["third"]["payload"]
        assert messages["third"]["type"] == "error"
        assert error["extensions"]["code"] == "TOO_MANY_OPERATIONS"
        assert "may have 2 operations" in error["message"]
        await socket.send(json.dumps({"type": "complete", "id": "first"}))
        await subscribe(socket, operation(running[:1]), "third")
        message = await receive(socket)
        assert (message["id"], message["type"]) == ("third", "next")


async def test_a_message_that_is_too_long_closes_the_socket(serve: Serve) -> None:
    async with serve(maximum_message_bytes=2000) as live, live.socket() as socket:
        await subscribe(socket, {"query": "{ __typename }"})
        await receive(socket)
        await subscribe(socket, {"query": "#" * 2000}, "2")
        assert (await closing(socket))[0] == 1009


@pytest.mark.parametrize("is_announced", [True, False])
async def test_a_request_that_is_too_long_is_refused(serve: Serve, is_announced: bool) -> None:
    body = json.dumps({"query": "{ __typename }" + 2000 * " "}).encode()

    async def parts() -> AsyncGenerator[bytes]:
        yield body

    headers = {"Content-Type": "application/json"}
    async with httpx.AsyncClient(trust_env=False, headers=headers) as http:
        async with serve(maximum_message_bytes=2000) as live:
            refused = await http.post(live.url, content=body if is_announced else parts())
        async with serve(maximum_message_bytes=len(body)) as live:
            taken = await http.post(live.url, content=body if is_announced else parts())
    assert (refused.status_code, refused.text) == (
        413,
        "The body of a request may have 2000 bytes.",
    )
    assert taken.json() == {"data": {"__typename": "Query"}}


async def test_a_socket_that_nobody_begins_on_is_closed(serve: Serve) -> None:
    async with (
        serve(OpenStreams(StreamLimits(init_timeout=0.05))) as live,
        newcomer(live) as socket,
    ):
        assert (await closing(socket))[0] == 4408
        await live.until_open(0)


async def test_an_event_stream_without_events_shows_that_it_lives(
    serve: Serve, running: list[UUID]
) -> None:
    headers = {**SIGNED_IN, "Accept": "text/event-stream"}
    async with (
        serve(OpenStreams(StreamLimits(ping_interval=0.01))) as live,
        httpx.AsyncClient(trust_env=False, timeout=10) as http,
        http.stream("POST", live.url, json=operation(running[:1]), headers=headers) as response,
    ):
        lines = response.aiter_lines()
        while await anext(lines) != ":":
            pass


SUBSCRIBE = '{"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }"}}'
INIT = '{"type": "connection_init"}'


@pytest.mark.parametrize(("messages", "code"), [([SUBSCRIBE], 4401), ([INIT, INIT], 4429)])
async def test_messages_out_of_turn_close_the_socket(
    serve: Serve, messages: list[str], code: int
) -> None:
    async with serve() as live, newcomer(live) as socket:
        await send_all(socket, messages)
        assert (await closing(socket))[0] == code


async def test_an_operation_id_that_is_in_use_closes_the_socket(
    serve: Serve, running: list[UUID]
) -> None:
    async with serve() as live, live.socket() as socket:
        for _ in range(2):
            await subscribe(socket, operation(running[:1]))
        assert (await closing(socket))[0] == 4409


async def send_all(socket: ClientConnection, messages: list[str]) -> None:
    for message in messages:
        await socket.send(message)
