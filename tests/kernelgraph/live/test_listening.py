"""How the server listens."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import httpx
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from tests.kernelgraph.conftest import AUTH

from kernelgraph.server import Server
from kernelgraph.settings import Settings
from kernelgraph.subscriptions.connection import TRANSPORT

if TYPE_CHECKING:
    from starlette.requests import Request


async def test_small_answers_do_not_wait_for_more() -> None:
    """Connections send what they have at once: they have no use for Nagle's algorithm."""

    def option(request: Request) -> PlainTextResponse:
        connection: socket.socket = request.scope["state"][TRANSPORT].get_extra_info("socket")
        return PlainTextResponse(
            str(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
        )

    async def hang_up() -> None:
        """There are no streams."""

    app = Starlette(routes=[Route("/graphql", option)])
    server = Server(app, Settings(host="127.0.0.1", port=0, **AUTH), hang_up)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.run())
        async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
            answer = await http.get(server.url)
        server.stop()
    assert answer.text == "True"
