"""HTTP as it comes over the wire: clients that send no end, and those that offer other protocols."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest
from tests.kernelgraph.live.served import served

if TYPE_CHECKING:
    from collections.abc import Iterable

POST: Final = b"POST /graphql HTTP/1.1\r\nHost: kernelgraph\r\n"
CHUNKED: Final = POST + b"Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n"
LINES: Final = [b"X-Line: %d %b\r\n" % (each, b"x" * 1000) for each in range(1000)]
ENDLESS: Final = {
    "a path": [b"GET /", *(b"x" * 1000 for _ in range(1000))],
    "the lines of a head": [POST, *LINES],
    "one line of a head": [POST, b"X-Line: ", *(b"x" * 1000 for _ in range(1000))],
    "the trailers of a body": [CHUNKED, b"2\r\n{}\r\n0\r\n", *LINES],
}


async def answer(url: str, parts: Iterable[bytes]) -> bytes:
    """All that a server answers before it hangs up, which it does before it has all parts."""
    reader, writer = await asyncio.open_connection(urlsplit(url).hostname, urlsplit(url).port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            # One part after the other, as from afar.
            await asyncio.sleep(0)
    except ConnectionError:
        pass
    else:
        pytest.fail("all parts were taken")
    try:
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize("what", ENDLESS)
async def test_a_client_that_sends_no_end_is_hung_up_on(sqlite_demo: str, what: str) -> None:
    async with served(database_url=sqlite_demo) as kernelgraph, asyncio.timeout(30):
        answered = await answer(kernelgraph.url, ENDLESS[what])
        assert answered == b"" or answered.startswith(b"HTTP/1.1 400 ")


async def answers(url: str, sent: bytes, piece: int) -> bytes:
    """All that a server answers to what is sent to it in pieces of a size."""
    reader, writer = await asyncio.open_connection(urlsplit(url).hostname, urlsplit(url).port)
    for start in range(0, len(sent), piece):
        writer.write(sent[start : start + piece])
        await writer.drain()
        await asyncio.sleep(0)
    answered = await reader.read()
    writer.close()
    return answered


def chunk(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(body), body)


async def test_a_large_body_in_many_chunks_is_taken(sqlite_demo: str) -> None:
    body = b'{"query":"{ __typename }","ignored":"' + b"x" * 300_000 + b'"}'
    chunks = [chunk(body[start : start + 1000]) for start in range(0, len(body), 1000)]
    sent = CHUNKED.replace(b"Host", b"Connection: close\r\nHost") + b"".join([*chunks, chunk(b"")])
    async with served(database_url=sqlite_demo) as kernelgraph, asyncio.timeout(30):
        answered = await answers(kernelgraph.url, sent, 1024)
    assert answered.startswith(b"HTTP/1.1 200 ")
    assert answered.endswith(b'{"data":{"__typename":"Query"}}')


def offer(alias: str, *, chunked: bool = False, last: bool = False) -> bytes:
    """A request that offers to go on in HTTP/2, as Java's client does."""
    body = b'{"query":"{ %b: __typename }"}' % alias.encode()
    head = (
        POST,
        b"Connection: Upgrade, %b\r\n" % (b"close" if last else b"HTTP2-Settings"),
        b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nContent-Type: application/json\r\n",
        b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % len(body),
    )
    return b"%b\r\n\r\n%b" % (b"".join(head), chunk(body) + chunk(b"") if chunked else body)


@pytest.mark.parametrize("piece", [10_000, 100, 1])
async def test_an_offer_of_another_protocol_changes_nothing(sqlite_demo: str, piece: int) -> None:
    sent = offer("a") + offer("b", chunked=True) + offer("c", last=True)
    async with served(database_url=sqlite_demo) as kernelgraph, asyncio.timeout(30):
        answered = await answers(kernelgraph.url, sent, piece)
    assert answered.count(b"HTTP/1.1 200 OK") == 3
    assert re.findall(rb'{"data":{"(.)":"Query"}}', answered) == [b"a", b"b", b"c"]
