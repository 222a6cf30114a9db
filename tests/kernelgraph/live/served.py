"""An application behind a real socket, and clients of its subscriptions."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from tests.kernelgraph.conftest import AUTH, SIGNED_IN
from tests.livestat.clock import HandTicker
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from kernelgraph.bootstrap import build_app, open_streams
from kernelgraph.server import Server
from kernelgraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence
    from uuid import UUID

    from websockets.asyncio.client import ClientConnection

    from kernelgraph.subscriptions.open_streams import OpenStreams

SUBSCRIPTION = """subscription ($ids: [UUID!]!, $every: Int) {
  kernelLiveStats(ids: $ids, intervalSeconds: $every) { kernelId liveStat liveMetrics { name } } }"""


def operation(ids: Sequence[UUID], every: int | None = 2) -> dict[str, Any]:
    """The subscription to some kernels."""
    return {
        "query": SUBSCRIPTION,
        "variables": {"ids": [str(each) for each in ids], "every": every},
    }


@dataclass(slots=True)
class Served:
    """An application that listens; its subscriptions tick when told to."""

    url: str
    server: Server
    streams: OpenStreams
    ticker: HandTicker

    async def tick(self, feeds: int = 1) -> None:
        """Tick once so many subscriptions wait for it."""
        await self.ticker.until_waited_for(feeds)
        self.ticker.tick()

    async def until_open(self, streams: int) -> None:
        """Wait until just so many streams are open."""
        async with asyncio.timeout(30):
            while self.streams.count != streams:
                await asyncio.sleep(0.005)

    @asynccontextmanager
    async def socket(
        self,
        payload: object = SIGNED_IN,
        headers: Mapping[str, str] | None = None,
        protocol: str = "graphql-transport-ws",
    ) -> AsyncGenerator[ClientConnection]:
        """A WebSocket that has been acknowledged."""
        url = self.url.replace("http", "ws", 1)
        protocols = [Subprotocol(protocol)]
        async with connect(
            url, subprotocols=protocols, additional_headers=headers, proxy=None
        ) as socket:
            await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
            assert json.loads(await socket.recv()) == {"type": "connection_ack"}
            yield socket

    @asynccontextmanager
    async def events(
        self, body: Mapping[str, Any], headers: Mapping[str, str] = SIGNED_IN
    ) -> AsyncGenerator[AsyncGenerator[tuple[str, Any]]]:
        """The events that answer an operation: their names and data."""
        accept = {**headers, "Accept": "text/event-stream"}
        async with (
            httpx.AsyncClient(trust_env=False, timeout=10) as http,
            http.stream("POST", self.url, json=body, headers=accept) as response,
        ):
            assert response.headers["content-type"].startswith("text/event-stream")
            yield _events(response)


async def _events(response: httpx.Response) -> AsyncGenerator[tuple[str, Any]]:
    name = ""
    async for line in response.aiter_lines():
        kind, _, value = line.partition(":")
        if kind == "event":
            name = value.strip()
        elif kind == "data":
            yield name, json.loads(value) if value.strip() else None


@asynccontextmanager
async def served(streams: OpenStreams | None = None, **settings: Any) -> AsyncGenerator[Served]:
    """The application with the settings, listening until the end of the context."""
    chosen = Settings(port=0, **{**AUTH, **settings})
    streams = streams or open_streams(chosen)
    ticker = HandTicker()
    app = build_app(chosen, streams=streams, ticker=ticker)
    server = Server(app, chosen, streams.hang_up)
    running = asyncio.create_task(server.run())
    try:
        yield Served(server.url, server, streams, ticker)
    finally:
        server.stop()
        async with asyncio.timeout(30):
            await running


async def subscribe(socket: ClientConnection, body: Mapping[str, Any], key: str = "1") -> None:
    """Begin an operation."""
    await socket.send(json.dumps({"type": "subscribe", "id": key, "payload": body}))


async def receive(socket: ClientConnection) -> dict[str, Any]:
    """The next message, within a bounded time."""
    async with asyncio.timeout(30):
        message: dict[str, Any] = json.loads(await socket.recv())
        return message


async def closing(socket: ClientConnection) -> tuple[int | None, str | None]:
    """The code and the reason with which the other side closes, within a bounded time."""
    async with asyncio.timeout(30):
        await socket.wait_closed()
    return socket.close_code, socket.close_reason
