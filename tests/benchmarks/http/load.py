"""A client that asks as fast as it is answered, in a process of its own.

Reads lines of JSON, `{"port", "connections", "seconds", "body", "headers"}`, and answers each with
`{"requests", "seconds", "cpu"}`. It knows as much of HTTP as it needs: connections that are kept,
and answers with a length.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from time import perf_counter
from typing import Any

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


def request_bytes(port: int, body: str, headers: dict[str, str]) -> bytes:
    """The text of a request."""
    given = {
        "Host": f"127.0.0.1:{port}",
        "Content-Type": "application/json",
        "Content-Length": str(len(body.encode())),
        **headers,
    }
    lines = [f"{name}: {value}\r\n" for name, value in given.items()]
    return f"POST /graphql HTTP/1.1\r\n{''.join(lines)}\r\n{body}".encode()


async def one_answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> bytes:
    """The body of the answer to a request; RuntimeError unless its status is 200."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    assert length is not None
    body = await reader.readexactly(int(length[1]))
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{head!r} {body[:500]!r}")
    return body


async def answer_of(port: int, request: bytes) -> bytes:
    """The body of the answer to a single request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
    try:
        return await one_answer(reader, writer, request)
    finally:
        writer.close()


async def load(port: int, request: bytes, connections: int, seconds: float) -> dict[str, float]:
    """The number of answers that so many connections get within a time, and the time."""
    began = perf_counter()
    end = began + seconds

    async def ask() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
        count = 0
        while perf_counter() < end:
            await one_answer(reader, writer, request)
            count += 1
        writer.close()
        return count

    counts = await asyncio.gather(*(ask() for _ in range(connections)))
    return {"requests": sum(counts), "seconds": perf_counter() - began}


def main() -> None:
    """Answer line by line."""
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        request = request_bytes(asked["port"], asked["body"], asked["headers"])
        found = asyncio.run(load(asked["port"], request, asked["connections"], asked["seconds"]))
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
