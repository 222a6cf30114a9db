"""An HTTP server on the loopback that does what it is told, mistakes included."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from ssl import SSLContext

    Behaviour = Callable[["Exchange"], Awaitable[None]]


@dataclass(slots=True)
class Exchange:
    """One request, and the way to answer it."""

    head: str
    body: str
    writer: asyncio.StreamWriter
    sent: int = 0
    """How much of a flood the client has let come."""

    async def answer(
        self, body: bytes, status: str = "200 OK", length: int | None = None, headers: str = ""
    ) -> None:
        """Send an answer, which may say that it is longer than it is."""
        announced = len(body) if length is None else length
        head = f"HTTP/1.1 {status}\r\nContent-Length: {announced}\r\n{headers}\r\n"
        self.writer.write(head.encode() + body)
        await self.writer.drain()


@dataclass(slots=True)
class FaultyServer:
    """A server whose behaviour is set from outside; it notes all requests."""

    url: str = ""
    behaviours: list[Behaviour] = field(default_factory=list["Behaviour"])
    """What to do with the next requests; the last one goes for all after it."""
    exchanges: list[Exchange] = field(default_factory=list[Exchange])
    connections: int = 0
    is_stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections += 1
        try:
            while (exchange := await _read(reader, writer)) is not None:
                self.exchanges.append(exchange)
                number = min(len(self.exchanges), len(self.behaviours)) - 1
                await self.behaviours[number](exchange)
        except ConnectionError:
            pass
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Exchange | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return None
    lengths = [line for line in head.lower().splitlines() if line.startswith("content-length:")]
    body = await reader.readexactly(int(lengths[0].partition(":")[2]) if lengths else 0)
    return Exchange(head, body.decode(), writer)


@asynccontextmanager
async def faulty_server(tls: SSLContext | None = None) -> AsyncGenerator[FaultyServer]:
    """A running server that answers nothing until it is told how."""
    faulty = FaultyServer()
    server = await asyncio.start_server(faulty.serve, "127.0.0.1", 0, ssl=tls)
    scheme = "http" if tls is None else "https"
    faulty.url = f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield faulty
    finally:
        faulty.is_stopping.set()
        server.close()


def answering(body: bytes, status: str = "200 OK", headers: str = "") -> Behaviour:
    """A behaviour: answer so."""

    async def behave(exchange: Exchange) -> None:
        await exchange.answer(body, status, headers=headers)

    return behave


def flooding(body: bytes, size: int) -> Behaviour:
    """A behaviour: answer so, but for blanks before it until the answer has this size."""

    async def behave(exchange: Exchange) -> None:
        await exchange.answer(b"", length=size)
        blanks = b" " * 1_000_000
        for _ in range((size - len(body)) // len(blanks)):
            exchange.writer.write(blanks)
            await exchange.writer.drain()
            exchange.sent += len(blanks)
        exchange.writer.write(body.rjust(size - exchange.sent))

    return behave


async def hanging_up(exchange: Exchange) -> None:
    """A behaviour: end the connection without an answer."""
    exchange.writer.transport.abort()


async def hanging_up_midway(exchange: Exchange) -> None:
    """A behaviour: end the connection within the answer."""
    await exchange.answer(b'{"status": "succ', length=1000)
    exchange.writer.transport.abort()


async def never_answering(exchange: Exchange) -> None:
    """A behaviour: take the request and stay silent until the client gives up."""
    await exchange.writer.wait_closed()


async def trickling(exchange: Exchange) -> None:
    """A behaviour: send a byte now and then, so that there is never a long silence."""
    exchange.writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not exchange.writer.transport.is_closing():
        exchange.writer.write(b" ")
        await exchange.writer.drain()
        await asyncio.sleep(0.01)
