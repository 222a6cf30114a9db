"""What a client sends beside the bodies of its requests is not kept without end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest
from tests.kernelgraph.conftest import SIGNED_IN
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


async def test_a_large_body_in_many_chunks_is_taken(sqlite_demo: str) -> None:
    query = b'{"query":"{ __typename }","ignored":"' + b"x" * 300_000 + b'"}'
    pieces = [query[start : start + 1000] for start in range(0, len(query), 1000)]
    head = CHUNKED.replace(
        b"Host",
        b"Connection: close\r\nAuthorization: %b\r\nHost" % SIGNED_IN["Authorization"].encode(),
    )
    async with served(database_url=sqlite_demo) as kernelgraph, asyncio.timeout(30):
        place = urlsplit(kernelgraph.url)
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        writer.write(head)
        for piece in pieces:
            writer.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        answered = await reader.read()
        writer.close()
    assert answered.startswith(b"HTTP/1.1 200 ")
    assert answered.endswith(b'{"data":{"__typename":"Query"}}')
