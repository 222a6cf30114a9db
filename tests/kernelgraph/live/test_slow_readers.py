"""Readers that do not read, over real sockets: what they cost, what they get, how they end."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.kernelgraph.live.conftest import tell
from tests.kernelgraph.live.served import operation
from tests.kernelgraph.live.slow_reader import slow_reader

from kernelgraph.subscriptions.open_streams import OpenStreams, StreamLimits

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from uuid import UUID

    from tests.kernelgraph.live.conftest import Serve
    from tests.kernelgraph.live.served import Served
    from tests.kernelgraph.live.slow_reader import SlowReader
    from tests.livestat.clock import HandTicker
    from tests.livestat.faults import Behaviour, Exchange, FaultyServer

MISSED = 500
"""Ticks at which the reader does not read: an hour of old states, were they kept."""

both = pytest.mark.parametrize("transport", ["WebSocket", "server-sent events"])


def telling_the_time(ticker: HandTicker) -> Behaviour:
    """A behaviour: each kernel uses as many bytes as the clock shows."""

    async def measure(exchange: Exchange) -> None:
        await tell(exchange, f"{ticker.now():.0f}")

    return measure


async def tick_until_stuck(live: Served) -> None:
    """Tick until the subscription waits for its reader, and not for the clock."""
    async with asyncio.timeout(30):
        while not live.streams.slow:
            if live.ticker.waiting:
                live.ticker.tick()
            await asyncio.sleep(0.001)


@asynccontextmanager
async def stuck(live: Served, running: list[UUID], transport: str) -> AsyncGenerator[SlowReader]:
    """A reader that has read nothing and is sent nothing any more."""
    async with slow_reader(live.url) as reader:
        await reader.begin(transport, operation(running))
        await live.until_open(1)
        await tick_until_stuck(live)
        yield reader


async def keep_ticking(live: Served) -> None:
    while True:
        await live.tick()


@both
async def test_a_slow_reader_gets_the_state_that_was_under_way_and_then_the_newest(
    serve: Serve, running: list[UUID], source: FaultyServer, transport: str
) -> None:
    async with serve() as live:
        source.behaviours = [telling_the_time(live.ticker)]
        async with stuck(live, running, transport) as reader:
            questions = len(source.exchanges)
            for _ in range(MISSED):
                live.ticker.tick()
                await asyncio.sleep(0)
            assert len(source.exchanges) == questions
            back = live.ticker.now()
            ticking = asyncio.create_task(keep_ticking(live))
            while max(reader.figures, default=0) < back:
                assert await reader.read_on()
            ticking.cancel()
    assert reader.figures == [1000, back]


@both
async def test_a_server_stops_though_a_reader_does_not_read(
    serve: Serve, running: list[UUID], transport: str
) -> None:
    streams = OpenStreams(StreamLimits(grace=0.1))
    async with serve(streams) as live, stuck(live, running, transport):
        live.server.stop()
        await live.until_open(0)


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="the system waits for ever")
@both
async def test_a_reader_that_takes_nothing_for_too_long_is_cut_off(
    serve: Serve, running: list[UUID], transport: str
) -> None:
    streams = OpenStreams(StreamLimits(patience=0.5))
    async with serve(streams) as live, stuck(live, running, transport):
        await live.until_open(0)


async def test_metrics_tell_of_streams_that_wait_for_their_readers(
    serve: Serve, running: list[UUID]
) -> None:
    async with (
        serve() as live,
        httpx.AsyncClient(trust_env=False) as http,
        stuck(live, running, "WebSocket"),
        live.events(operation(running[:1])),
    ):
        await live.until_open(2)
        found = (await http.get(live.url.replace("/graphql", "/metrics"))).text
    assert "kernelgraph_open_streams 2.0" in found
    assert "kernelgraph_slow_streams 1.0" in found


@both
async def test_other_readers_do_not_wait_for_a_slow_one(
    serve: Serve, running: list[UUID], transport: str
) -> None:
    async with (
        serve() as live,
        stuck(live, running, transport),
        live.events(operation(running[:1])) as events,
    ):
        for _ in range(3):
            name, _ = await anext(events)
            assert name == "next"
            await live.tick()
