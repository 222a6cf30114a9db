"""A request whose client has gone away stops, and its query in the database with it."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from tests.kernelgraph.conftest import AUTH, SIGNED_IN
from tests.kernelgraph.databases.activity import running, until_idle, until_running
from tests.kernelgraph.databases.endless import VIEW, Endless

from kernelgraph.bootstrap import build_app
from kernelgraph.bootstrap_database import fill_demo
from kernelgraph.disconnect import CancelOnDisconnect
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncConnection
    from starlette.types import Message, Receive, Scope, Send

QUERIES = {
    # The table that the query waits for, by query.
    "{ adminKernelsV2(first: 1) { edges { node { rowId } } } }": "kernels",
    "{ adminKernelsV2(first: 1) { count } }": "kernels",
    "{ adminKernelsV2 { edges { node { resourceAllocation { requested { entries { quantity }"
    " } } } } } }": "resource_allocations",
}


@pytest.fixture
async def locks(postgresql_url: str) -> AsyncGenerator[AsyncConnection]:
    """A connection of somebody else to a database with the demo data."""
    await fill_demo(postgresql_url, 10, if_missing=False)
    engine = create_async_engine(postgresql_url)
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


@asynccontextmanager
async def serving(url: str) -> AsyncGenerator[int]:
    """The port at which the application is served, with a single connection to its database."""
    settings = Settings(database_url=url, database_pool_size=1, **AUTH)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build_app(settings), log_config=None))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        await task


def request(query: str) -> bytes:
    body = json.dumps({"query": query}).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: kernelgraph\r\nContent-Length: {len(body)}\r\n"
    head += f"Authorization: {SIGNED_IN['Authorization']}\r\n"
    return head.encode() + b"Content-Type: application/json\r\n\r\n" + body


@pytest.mark.parametrize("query", QUERIES)
async def test_a_query_stops_in_the_database_when_its_client_goes_away(
    postgresql_url: str, locks: AsyncConnection, query: str
) -> None:
    watcher_engine = create_async_engine(postgresql_url)
    async with serving(postgresql_url) as port, watcher_engine.connect() as watcher:
        await locks.execute(text(f"LOCK TABLE {QUERIES[query]} IN ACCESS EXCLUSIVE MODE"))
        await leave(port, query, until_running(watcher, QUERIES[query]))
        # The table is still locked: nothing but a cancellation ends the query.
        await until_idle(watcher)
        await locks.rollback()
        assert "errors" not in await answer(port, query)
        assert await running(watcher) == []
    await watcher_engine.dispose()


UPDATE = """mutation {
    adminUpdateResourceSlotType(input: {slotName: "cpu", rank: 7}) { resourceSlotType { rank } }
}"""
RANK = '{ resourceSlotType(slotName: "cpu") { rank } }'
STORED_RANK = text("SELECT rank FROM resource_slot_types WHERE slot_name = 'cpu'")


async def leave(port: int, query: str, begun: Awaitable[None]) -> None:
    """Ask, and go away once the database is at it."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request(query))
    await writer.drain()
    await begun
    writer.close()
    await writer.wait_closed()


async def answer(port: int, query: str) -> Any:
    async with httpx.AsyncClient(timeout=60) as client:
        url = f"http://127.0.0.1:{port}/graphql"
        return (await client.post(url, json={"query": query}, headers=SIGNED_IN)).json()


async def change(url: str, *statements: str) -> None:
    """Change the tables of a database behind the back of the application."""
    engine = create_engine(database_url(url), DatabaseOptions(pool_size=1))
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def test_a_query_stops_in_sqlite_too_when_its_client_goes_away(sqlite_url: str) -> None:
    await fill_demo(sqlite_url, 10, if_missing=False)
    await change(
        sqlite_url,
        "ALTER TABLE resource_slot_types RENAME TO slot_types",
        VIEW,
        "CREATE VIEW resource_slot_types AS SELECT slot_types.* FROM endless, slot_types",
    )
    with Endless() as endless:
        async with serving(sqlite_url) as port:
            await leave(port, RANK, endless.begun())
            assert await endless.stopped()
            await change(
                sqlite_url,
                "DROP VIEW resource_slot_types",
                "ALTER TABLE slot_types RENAME TO resource_slot_types",
            )
            assert await answer(port, RANK) == {"data": {"resourceSlotType": {"rank": 100}}}


async def test_a_mutation_is_rolled_back_when_its_client_goes_away(
    postgresql_url: str, locks: AsyncConnection
) -> None:
    await change(
        postgresql_url,
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END'",
        "CREATE TRIGGER waiting AFTER UPDATE ON resource_slot_types EXECUTE FUNCTION wait()",
    )
    watcher_engine = create_async_engine(postgresql_url)
    async with serving(postgresql_url) as port, watcher_engine.connect() as watcher:
        await locks.execute(text("SELECT pg_advisory_xact_lock(7)"))
        await leave(port, UPDATE, until_running(watcher, "UPDATE resource_slot_types"))
        await until_idle(watcher)
        assert (await watcher.execute(STORED_RANK)).scalar_one() == 100
        await locks.rollback()
        assert "errors" not in await answer(port, UPDATE)
        assert await answer(port, RANK) == {"data": {"resourceSlotType": {"rank": 7}}}
    await watcher_engine.dispose()


async def test_a_mutation_is_rolled_back_in_sqlite_too(sqlite_url: str) -> None:
    await fill_demo(sqlite_url, 10, if_missing=False)
    await change(
        sqlite_url,
        VIEW,
        "CREATE TRIGGER waiting AFTER UPDATE ON resource_slot_types"
        " BEGIN SELECT count(*) FROM endless; END",
    )
    with Endless() as endless:
        async with serving(sqlite_url) as port:
            await leave(port, UPDATE, endless.begun())
            assert await endless.stopped()
            assert await answer(port, RANK) == {"data": {"resourceSlotType": {"rank": 100}}}
            await change(sqlite_url, "DROP TRIGGER waiting")
            assert "errors" not in await answer(port, UPDATE)
            assert await answer(port, RANK) == {"data": {"resourceSlotType": {"rank": 7}}}


class Client:
    """The other side of an application: what it sends, and what it was sent."""

    def __init__(self, *chunks: bytes) -> None:
        self.leaves = asyncio.Event()
        self.received: list[Message] = []
        self._messages: list[Message] = [
            {"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks
        ]
        self._messages[-1]["more_body"] = False

    async def receive(self) -> Message:
        if self._messages:
            return self._messages.pop(0)
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.received.append(message)

    def ask(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> asyncio.Task[None]:
        """The request, under way."""
        scope = {"type": "http", "path": "/graphql"}
        return asyncio.ensure_future(CancelOnDisconnect(app)(scope, self.receive, self.send))


async def read(receive: Receive) -> bytes:
    """The whole body of a request."""
    body = bytearray()
    while True:
        message = await receive()
        body += message["body"]
        if not message["more_body"]:
            return bytes(body)


async def echo(_scope: Scope, receive: Receive, send: Send) -> None:
    body = await read(receive)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body[:2], "more_body": True})
    await send({"type": "http.response.body", "body": body[2:]})


async def test_a_request_whose_client_stays_is_answered_as_without_it() -> None:
    client = Client(b"a", b"bc", b"d")
    await client.ask(echo)
    assert [message.get("body") for message in client.received] == [None, b"ab", b"cd"]


async def test_a_request_whose_client_leaves_is_cancelled() -> None:
    started, cancelled = asyncio.Event(), asyncio.Event()

    async def wait(_scope: Scope, receive: Receive, _send: Send) -> None:
        await read(receive)
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    client = Client(b"{}")
    asked = client.ask(wait)
    await started.wait()
    assert not cancelled.is_set()
    client.leaves.set()
    await asked
    assert (cancelled.is_set(), client.received) == (True, [])


async def test_an_application_that_listens_hears_that_the_client_has_left() -> None:
    heard: list[Message] = []

    async def listen(_scope: Scope, receive: Receive, _send: Send) -> None:
        await read(receive)
        listening = asyncio.ensure_future(receive())
        try:
            await asyncio.Event().wait()
        finally:
            heard.append(await listening)

    client = Client(b"{}")
    client.leaves.set()
    await client.ask(listen)
    assert heard == [{"type": "http.disconnect"}]


async def test_what_runs_after_the_answer_is_not_cancelled() -> None:
    done = asyncio.Event()
    client = Client(b"{}")

    async def go_on(scope: Scope, receive: Receive, send: Send) -> None:
        await echo(scope, receive, send)
        client.leaves.set()
        # More turns of the loop than it takes to notice.
        for _ in range(100):
            await asyncio.sleep(0)
        done.set()

    await client.ask(go_on)
    assert done.is_set()


async def test_an_error_of_the_application_is_passed_on() -> None:
    async def fail(_scope: Scope, receive: Receive, _send: Send) -> None:
        await read(receive)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await Client(b"{}").ask(fail)


async def test_an_error_during_the_cancellation_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fail(_scope: Scope, receive: Receive, _send: Send) -> None:
        await read(receive)
        try:
            await asyncio.Event().wait()
        finally:
            raise ValueError("broken")

    client = Client(b"{}")
    client.leaves.set()
    await client.ask(fail)
    assert "failed while it was cancelled" in caplog.text


async def test_a_task_counts_as_cancelled_no_more_once_its_request_has_ended() -> None:
    async def refuse(_scope: Scope, receive: Receive, _send: Send) -> None:
        await read(receive)
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()

    async def wait(_scope: Scope, receive: Receive, _send: Send) -> None:
        await read(receive)
        await asyncio.Event().wait()

    for app in (refuse, wait):
        client = Client(b"{}")
        client.leaves.set()
        asked = client.ask(app)
        await asked
        assert asked.cancelling() == 0


async def test_a_request_that_is_cancelled_from_both_sides_is_cancelled() -> None:
    async def linger(_scope: Scope, receive: Receive, _send: Send) -> None:
        await read(receive)
        try:
            await asyncio.Event().wait()
        finally:
            asked.cancel()

    client = Client(b"{}")
    client.leaves.set()
    asked = client.ask(linger)
    with pytest.raises(asyncio.CancelledError):
        await asked


async def test_a_request_that_is_cancelled_from_outside_ends_all_it_has_begun() -> None:
    ended = asyncio.Event()

    async def wait(_scope: Scope, receive: Receive, _send: Send) -> None:
        await read(receive)
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    asked = Client(b"{}").ask(wait)
    for _ in range(10):
        await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert ended.is_set()
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_other_kinds_of_connections_are_passed_on_as_they_are() -> None:
    seen: list[Any] = []

    async def note(*arguments: Any) -> None:
        seen.append(arguments)

    client = Client(b"")
    arguments = ({"type": "lifespan"}, client.receive, client.send)
    await CancelOnDisconnect(note)(*arguments)
    assert seen == [arguments]
