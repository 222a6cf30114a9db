"""A subscriber that reads only when it is told to, through the smallest of buffers.

It speaks just enough of each transport to begin, and looks at what comes as bytes.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
from contextlib import asynccontextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from tests.kernelgraph.conftest import SIGNED_IN

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

_CURRENT: Final = re.compile(rb'"current": ?"(\d+)"')
_HANDSHAKE: Final = (
    "GET /graphql HTTP/1.1\r\nHost: kernelgraph\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
)


class SlowReader:
    """A connection, and what has been read of it so far."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.read = b""

    async def begin(self, transport: str, body: Mapping[str, Any]) -> None:
        """Subscribe over this transport."""
        if transport == "WebSocket":
            await self._send(_HANDSHAKE.encode())
            while b"\r\n\r\n" not in self.read:
                await self.read_on()
            await self._send(_frames(body))
        else:
            await self._send(_post(body))

    async def read_on(self) -> bool:
        """Read what there is; whether there was anything, and not the end."""
        async with asyncio.timeout(30):
            more = await asyncio.get_running_loop().sock_recv(self._connection, 65_536)
        self.read += more
        return bool(more)

    async def _send(self, data: bytes) -> None:
        await asyncio.get_running_loop().sock_sendall(self._connection, data)

    @property
    def figures(self) -> Sequence[int]:
        """The figures that the states read so far were full of, one for each state."""
        return [int(figure) for figure, _ in groupby(_CURRENT.findall(self.read))]


@asynccontextmanager
async def slow_reader(url: str) -> AsyncGenerator[SlowReader]:
    """A connection to the server that keeps as little as it can of what is not read."""
    place = urlsplit(url)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, (place.hostname, place.port))
        yield SlowReader(connection)


def _frames(body: Mapping[str, Any]) -> bytes:
    messages = (
        {"type": "connection_init", "payload": SIGNED_IN},
        {"type": "subscribe", "id": "1", "payload": body},
    )
    return b"".join(_frame(json.dumps(each).encode()) for each in messages)


def _frame(text: bytes) -> bytes:
    """A text of more than 125 bytes as a frame, under a mask that changes nothing."""
    return struct.pack("!BBH4x", 0x81, 0x80 | 126, len(text)) + text


def _post(body: Mapping[str, Any]) -> bytes:
    text = json.dumps(body).encode()
    head = (
        "POST /graphql HTTP/1.1\r\nHost: kernelgraph\r\nAccept: text/event-stream\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n"
        f"Authorization: {SIGNED_IN['Authorization']}\r\n\r\n"
    )
    return head.encode() + text
