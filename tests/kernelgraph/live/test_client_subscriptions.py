"""The typed client follows live statistics, from a server behind a real socket."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import httpx
import pytest
from tests.kernelgraph.conftest import SUPERADMIN, token_of
from tests.kernelgraph.live.conftest import asked
from tests.livestat.faults import answering

from kernelgraph.auth.viewer import Viewer
from kernelgraph_client import (
    AsyncClient,
    AsyncEventStream,
    Client,
    GraphQLResponseError,
    HttpError,
    TransportError,
    WatchKernelLiveStats,
)
from kernelgraph_client.enums import MetricKind

if TYPE_CHECKING:
    from uuid import UUID

    from tests.kernelgraph.live.conftest import Serve
    from tests.kernelgraph.live.served import Served
    from tests.livestat.faults import Exchange, FaultyServer

    from kernelgraph.demo import Row


def assert_is_measured(state: WatchKernelLiveStats, kernels: list[UUID]) -> None:
    """Check that each of the kernels uses five bytes of ten, in both shapes."""
    assert [each.kernel_id for each in state.kernel_live_stats] == kernels
    for each in state.kernel_live_stats:
        assert cast("dict[str, Any]", each.live_stat)["mem"]["current"] == "5"
        assert each.live_metrics is not None
        (mem,) = each.live_metrics
        assert (mem.name, mem.kind, mem.current) == ("mem", MetricKind.GAUGE, Decimal(5))


async def test_states_are_typed_and_come_after_each_interval(
    live: Served, running: list[UUID]
) -> None:
    seen = 0
    async with AsyncClient(live.url, token=SUPERADMIN) as client:
        async for state in client.watch_kernel_live_stats(ids=running[:2], interval_seconds=2):
            assert_is_measured(state, running[:2])
            seen += 1
            if seen == 3:
                break
            await live.tick()


async def test_leaving_the_loop_stops_the_work_of_the_server(
    live: Served, running: list[UUID], source: FaultyServer
) -> None:
    async with AsyncClient(live.url, token=SUPERADMIN) as client:
        async for _ in client.watch_kernel_live_stats(ids=running[:1]):
            await live.until_open(1)
            await live.ticker.until_waited_for(1)
            break
        await live.until_open(0)
        await live.ticker.until_waited_for(0)
        source.exchanges.clear()
        live.ticker.tick(300)
        assert (await client.get_kernel_usage(id=running[1])).kernel_v2 is not None
        (exchange,) = source.exchanges
        assert set(asked(exchange)) == {str(running[1])}


async def test_a_task_that_is_cancelled_closes_its_stream(
    live: Served, running: list[UUID]
) -> None:
    async def follow() -> None:
        async for _ in client.watch_kernel_live_stats(ids=running[:1]):
            pass

    async with AsyncClient(live.url, token=SUPERADMIN) as client:
        following = asyncio.create_task(follow())
        await live.until_open(1)
        await live.ticker.until_waited_for(1)
        following.cancel()
        await asyncio.wait({following})
        assert following.cancelled()
        await live.until_open(0)


async def test_streams_and_requests_share_a_client(live: Served, running: list[UUID]) -> None:
    async with (
        AsyncClient(live.url, token=SUPERADMIN) as client,
        aclosing(client.watch_kernel_live_stats(ids=running[:1])) as first,
        aclosing(client.watch_kernel_live_stats(ids=running[1:2])) as second,
    ):
        assert_is_measured(await anext(first), running[:1])
        assert_is_measured(await anext(second), running[1:2])
        usage = (await client.get_kernel_usage(id=running[0])).kernel_v2
        assert usage is not None
        await live.until_open(2)


async def test_the_blocking_client_follows_too(live: Served, running: list[UUID]) -> None:
    def next_state() -> WatchKernelLiveStats:
        return next(states)

    with Client(live.url, token=SUPERADMIN) as client:
        states = client.watch_kernel_live_stats(ids=running[:2], interval_seconds=2)
        for _ in range(2):
            assert_is_measured(await asyncio.to_thread(next_state), running[:2])
            await live.tick()
        states.close()
        await live.until_open(0)


async def test_kernels_that_are_not_open_to_the_caller_are_left_out(
    live: Served, kernels: list[Row]
) -> None:
    mine = kernels[0]["user_uuid"]
    ids = [row["id"] for row in kernels]
    async with (
        AsyncClient(live.url, token=token_of(Viewer(user_id=mine))) as client,
        aclosing(client.watch_kernel_live_stats(ids=ids)) as states,
    ):
        state = await anext(states)
    assert [each.kernel_id for each in state.kernel_live_stats] == [
        row["id"] for row in kernels if row["user_uuid"] == mine
    ]


@pytest.mark.parametrize(
    ("token", "interval", "code"),
    [(SUPERADMIN, 1, "BAD_USER_INPUT"), (None, 2, "UNAUTHENTICATED"), ("x", 2, "UNAUTHENTICATED")],
)
async def test_what_is_refused_is_raised(
    live: Served, running: list[UUID], token: str | None, interval: int, code: str
) -> None:
    async with AsyncClient(live.url, token=token) as client:
        with pytest.raises(GraphQLResponseError) as caught:
            await anext(client.watch_kernel_live_stats(ids=running[:1], interval_seconds=interval))
    assert caught.value.codes == {code}
    assert caught.value.data is None


async def test_one_may_go_on_while_the_source_fails(
    live: Served, running: list[UUID], source: FaultyServer
) -> None:
    measuring, source.behaviours = source.behaviours, [answering(b"busy", "400 Bad Request")]
    async with (
        AsyncClient(live.url, token=SUPERADMIN) as client,
        client.watch_kernel_live_stats(ids=running[:1], interval_seconds=2) as states,
    ):
        with pytest.raises(GraphQLResponseError) as caught:
            await anext(states)
        assert caught.value.codes == {"LIVE_STAT_UNAVAILABLE"}
        (kernel,) = WatchKernelLiveStats.model_validate(caught.value.data).kernel_live_stats
        assert (kernel.kernel_id, kernel.live_stat) == (running[0], None)
        source.behaviours = measuring
        await live.tick()
        assert_is_measured(await anext(states), running[:1])


async def test_a_server_that_stops_ends_the_loop(live: Served, running: list[UUID]) -> None:
    async with AsyncClient(live.url, token=SUPERADMIN) as client:
        states = client.watch_kernel_live_stats(ids=running[:1], interval_seconds=300)
        await anext(states)
        live.server.stop()
        assert await states_of(states) == []


async def test_a_connection_that_breaks_is_an_error(source: FaultyServer) -> None:
    async def breaking(exchange: Exchange) -> None:
        await beginning(exchange)
        exchange.writer.transport.abort()

    source.behaviours = [breaking]
    async with AsyncClient(source.url) as client:
        with pytest.raises(TransportError, match="ended before it was complete"):
            await states_of(client.watch_kernel_live_stats(ids=[]))


async def test_a_stream_without_a_sound_is_given_up(source: FaultyServer) -> None:
    source.behaviours = [beginning]
    async with AsyncClient(source.url, stream_timeout=0.2) as client:
        with pytest.raises(TransportError, match=r"nothing came for 0\.2 seconds"):
            await states_of(client.watch_kernel_live_stats(ids=[]))


async def states_of(states: AsyncEventStream[WatchKernelLiveStats]) -> list[WatchKernelLiveStats]:
    """All states, to the end."""
    return [state async for state in states]


async def beginning(exchange: Exchange) -> None:
    """A behaviour: send one event of a stream."""
    exchange.writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
        b'event: next\ndata: {"data": {"kernelLiveStats": []}}\n\n'
    )
    await exchange.writer.drain()


async def test_refusals_before_the_stream_are_those_of_http(
    serve: Serve, running: list[UUID]
) -> None:
    async with (
        serve(maximum_streams=0, maximum_message_bytes=2000) as live,
        AsyncClient(live.url, token=SUPERADMIN) as client,
    ):
        with pytest.raises(HttpError, match="too many streams are open") as refused:
            await anext(client.watch_kernel_live_stats(ids=running[:1]))
        with pytest.raises(HttpError, match="may have 2000 bytes") as too_long:
            await anext(client.watch_kernel_live_stats(ids=running[:1] * 50))
    assert (refused.value.status_code, too_long.value.status_code) == (503, 413)


async def test_a_server_that_is_not_there_is_an_error(serve: Serve, running: list[UUID]) -> None:
    async with serve() as live:
        url = live.url
    async with AsyncClient(url, timeout=httpx.Timeout(5)) as client:
        with pytest.raises(TransportError, match="ConnectError"):
            await anext(client.watch_kernel_live_stats(ids=running[:1]))
