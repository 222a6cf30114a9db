"""A client that asks as fast as it is answered, in a process of its own.

Reads lines of JSON, `{"port", "connections", "seconds", "body", "headers"}`, and answers each with
`{"requests", "seconds"}`. It knows as much of HTTP as it needs, connections that are kept and
answers with a length, so that it takes little of the time that it measures.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys
from contextlib import ExitStack
from time import perf_counter
from typing import Any

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
_HEAD_ENDS = b"\r\n\r\n"
_AT_ONCE = 2**20


class Connection:
    """A connection that is kept, and what has come of the answer to its request."""

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.parts: list[bytes] = []
        self._request = request
        self._missing = 0

    def ask(self) -> None:
        """Send the request."""
        self.parts = []
        self.socket.sendall(self._request)

    def has_answer(self) -> bool:
        """Receive once, and say whether that was the end; RuntimeError unless the status is 200."""
        part = self.socket.recv(_AT_ONCE)
        if not part:
            raise RuntimeError("the server hung up")
        if not self.parts:
            head, _, part = part.partition(_HEAD_ENDS)
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"{head!r} {part[:500]!r}")
            length = _LENGTH.search(head + b"\r\n")
            assert length is not None
            self._missing = int(length[1])
        self.parts.append(part)
        self._missing -= len(part)
        return self._missing == 0


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


def answer_of(port: int, request: bytes) -> bytes:
    """The body of the answer to a single request."""
    connection = Connection(port, request)
    with connection.socket:
        connection.ask()
        while not connection.has_answer():
            pass
        return b"".join(connection.parts)


def load(port: int, request: bytes, connections: int, seconds: float) -> dict[str, float]:
    """The number of answers that so many connections get within a time, and the time."""
    with ExitStack() as stack:
        waiting = stack.enter_context(selectors.DefaultSelector())
        began = perf_counter()
        for _ in range(connections):
            connection = Connection(port, request)
            stack.enter_context(connection.socket)
            waiting.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask()
        count, under_way = 0, connections
        while under_way:
            for key, _ in waiting.select():
                if key.data.has_answer():
                    count += 1
                    if perf_counter() < began + seconds:
                        key.data.ask()
                    else:
                        under_way -= 1
        return {"requests": count, "seconds": perf_counter() - began}


def main() -> None:
    """Answer line by line."""
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        request = request_bytes(asked["port"], asked["body"], asked["headers"])
        found = load(asked["port"], request, asked["connections"], asked["seconds"])
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
