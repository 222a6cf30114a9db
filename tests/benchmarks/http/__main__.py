"""Whole requests over HTTP: Kernelgraph, Ariadne and Strawberry on one SQLite file.

All servers run under uvicorn, each as one process, and answer one operation, a page of kernels
with the plain data of the contract, with equal JSON. The peers read the columns that it needs by
one statement of SQLAlchemy's, as a careful user has them do, and run at the best call depth that
a search finds: as they come, and tuned, which is with texts parsed and validated once, orjson and
Kernelgraph's settings of the garbage collector. Kernelgraph checks a token as well. Servers are
asked in turns by one client process; ratios are of the same round.

    python -m tests.benchmarks.http [--peers PYTHON] [--rounds 7] [--seconds 3] [--write DOCUMENT]

Prints a table in Markdown, or writes it between the markers of a document.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.benchmarks.http.database import make_database
from tests.benchmarks.http.load import answer_of, request_bytes
from tests.benchmarks.http.operation import request_body
from tests.benchmarks.report import heading, publish

from kernelgraph.auth.tokens import TokenRules, issue_token
from kernelgraph.auth.viewer import Role, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KERNELS = 20_000
PEERS = ("Ariadne", "Ariadne, tuned", "Strawberry", "Strawberry, tuned")
CONNECTIONS = (1, 16)
#: Peers are tried at call depths below this one; so many calls fill a chunk of the stack.
DEPTHS = 130
SECRET = "what all servers of a benchmark know"
START_SECONDS = 30


@dataclass
class Served:
    """A server that runs, and its requests per second by number of connections, round by round."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    rates: dict[int, list[float]] = field(default_factory=dict[int, list[float]])
    work: list[float] = field(default_factory=list[float])
    """Milliseconds of the processor that a request takes, round by round."""

    @property
    def processor_seconds(self) -> float:
        """What the process has used of the processor so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """Stop it, and wait until it has."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.process.kill()
        self.process.wait()


class Bench:
    """The file that is read, the page that is asked for, and the client that asks."""

    def __init__(self, options: argparse.Namespace, directory: Path) -> None:
        self.options = options
        self.path = directory / "kernels.db"
        self.body = request_body(options.size).decode()
        viewer = Viewer(user_id=UUID(int=1), role=Role.SUPERADMIN)
        token = issue_token(viewer, SECRET, TokenRules())
        self.headers = {"Authorization": f"Bearer {token}"}
        self._client = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.http.load"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the client."""
        self._client.kill()
        self._client.wait()

    def kernelgraph(self, engine: str) -> Served:
        """Kernelgraph with an engine, as its own command serves it."""
        command = str(Path(sys.executable).with_name("kernelgraph"))
        options = {
            "--database-url": f"sqlite:///{self.path}",
            "--auth-secret": SECRET,
            "--engine": engine,
            "--log-level": "error",
        }
        words = [word for pair in options.items() for word in pair]
        return self._start(f"Kernelgraph, {engine}", [command, "serve", *words, "--port"])

    def peer(self, name: str, depth: int) -> Served:
        """A peer whose event loop starts at a call depth."""
        module = "tests.benchmarks.http.peers.serve"
        subject, _, kind = name.partition(", ")
        words = [self.options.peers, "-W", "ignore", "-m", module, subject.lower()]
        return self._start(name, [*words, str(self.path), kind or "plain"], str(depth))

    def _start(self, name: str, words: Sequence[str], *more: str) -> Served:
        port = free_port()
        served = Served(
            name,
            port,
            subprocess.Popen(
                [*words, str(port), *more],
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(Path.cwd())},
            ),
        )
        end = monotonic() + START_SECONDS
        while monotonic() < end and served.process.poll() is None:
            with suppress(OSError):
                self.answer(served)
                return served
            sleep(0.1)
        served.stop()
        raise RuntimeError(f"{name} does not serve")

    def answer(self, served: Served) -> Any:
        """What a server answers to the operation."""
        request = request_bytes(served.port, self.body, self.headers)
        return json.loads(answer_of(served.port, request))

    def load(self, served: Served, connections: int, seconds: float) -> tuple[float, float]:
        """Requests per second, and milliseconds of the server's processor for each."""
        asked = {
            "port": served.port,
            "body": self.body,
            "headers": self.headers,
            "connections": connections,
            "seconds": seconds,
        }
        assert self._client.stdin is not None
        assert self._client.stdout is not None
        before = served.processor_seconds
        self._client.stdin.write(json.dumps(asked) + "\n")
        self._client.stdin.flush()
        found = json.loads(self._client.stdout.readline())
        work = (served.processor_seconds - before) / found["requests"] * 1e3
        return found["requests"] / found["seconds"], work

    def best_depth(self, name: str) -> int:
        """The call depth at which a peer has least work with a request."""
        work: dict[int, float] = {}
        for depth in range(0, DEPTHS, self.options.depth_step):
            served = self.peer(name, depth)
            try:
                self.load(served, 1, 0.5)
                _, work[depth] = self.load(served, 1, self.options.seconds / 2)
            finally:
                served.stop()
        shown = ", ".join(f"{depth}: {each:.1f}" for depth, each in work.items())
        print(f"{name}, milliseconds a request by call depth: {shown}", file=sys.stderr)
        return min(work, key=lambda depth: work[depth])


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def measure(bench: Bench, servers: Sequence[Served]) -> None:
    """Ask all servers in turns, after a check that they answer alike."""
    expected = bench.answer(servers[0])
    assert len(expected["data"]["adminKernelsV2"]["edges"]) == bench.options.size
    for served in servers[1:]:
        assert bench.answer(served) == expected, f"{served.name} answers something else"
    for number in range(bench.options.rounds):
        for served in servers if number % 2 == 0 else servers[::-1]:
            for connections in CONNECTIONS:
                rate, work = bench.load(served, connections, bench.options.seconds)
                served.rates.setdefault(connections, []).append(rate)
                if connections == 1:
                    served.work.append(work)


def table(servers: Sequence[Served]) -> Iterable[str]:
    """Requests per second, and how many times as many the first server answers."""
    heads = [f"{each} connection{'s' * (each > 1)}: requests/s | ratio" for each in CONNECTIONS]
    yield f"| server | {' | '.join(heads)} | processor: ms a request | ratio |"
    yield "|---" * (3 + 2 * len(CONNECTIONS)) + "|"
    for served in servers:
        cells: list[str] = []
        for connections in CONNECTIONS:
            mine, own = servers[0].rates[connections], served.rates[connections]
            ratio = median(one / other for one, other in zip(mine, own, strict=True))
            cells += [f"{median(own):.1f}", f"{ratio:.1f}"]
        spent = zip(served.work, servers[0].work, strict=True)
        cells += [
            f"{median(served.work):.1f}",
            f"{median(one / other for one, other in spent):.1f}",
        ]
        yield f"| {served.name} | {' | '.join(cells)} |"


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", help="interpreter of an environment with the peers")
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--depth-step", type=int, default=20, help="how finely peers are tried")
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--write", type=Path, help="a document with markers, to put the table in")
    options = parser.parse_args()
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bench = Bench(options, directory)
        stack.callback(bench.close)
        make_database(bench.path, KERNELS)
        depths = {name: bench.best_depth(name) for name in PEERS if options.peers}
        servers: list[Served] = []
        for engine in ("graphwright", "graphql-core"):
            servers.append(bench.kernelgraph(engine))
            stack.callback(servers[-1].stop)
        for name, depth in depths.items():
            servers.append(bench.peer(name, depth))
            stack.callback(servers[-1].stop)
        measure(bench, servers)
    text = "\n".join([heading("make bench-http"), "", *table(servers)])
    publish(text, "bench-http", options.write)


if __name__ == "__main__":
    main()
