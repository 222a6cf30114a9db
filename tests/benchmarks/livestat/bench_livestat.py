"""Prints what live statistics cost over a real Prometheus, as the tables of the documentation.

Run with `python -m tests.benchmarks.livestat.bench_livestat`; it takes some minutes. The first
table shows what many concurrent requests come to, the second compares three ways to ask for the
same figures.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final
from uuid import UUID

import httpx
import orjson
from prometheus_client import CollectorRegistry
from tests.benchmarks.livestat.aggregated import combined, parts
from tests.benchmarks.livestat.rush import RUNNING, Crowd, show_requests
from tests.livestat.history import METRIC, OFFSETS, Story
from tests.livestat.servers import binary, prometheus, write_blocks

from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.client import PrometheusClient
from kernelgraph.livestat.instruments import Instruments
from kernelgraph.livestat.promql import QuerySettings, chunks
from kernelgraph.livestat.reading import LiveStat
from kernelgraph.livestat.settings import PrometheusSettings
from kernelgraph.livestat.sources.prometheus import PrometheusSource

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

_AHEAD: Final = 240
SIZES: Final = (1, 100, 1000, 5000)
METRICS: Final = (
    *(("cpu_util", 1000), ("cpu_used", None), ("mem", 2**33), ("net_rx", None), ("net_tx", None)),
    *(("io_read", None), ("io_write", None), ("io_scratch_size", None)),
    *(("cuda_mem", 2**34), ("cuda_util", 100)),
)


def ids(kernels: int) -> Sequence[UUID]:
    """So many kernels: those that run in the database of the requests, and others."""
    random = Random(1)
    others = (UUID(int=random.getrandbits(128), version=4) for _ in range(kernels))
    return [*RUNNING, *others][:kernels]


def lines(kernel_ids: Iterable[UUID], end: float) -> Iterable[str]:
    """What the kernels have exported for ten minutes until a Unix time."""
    yield f"# TYPE {METRIC} gauge\n"
    for story in stories(kernel_ids):
        for history in story.histories:
            yield from history.lines(lambda offset: f"{end + offset:.3f}")
    yield "# EOF\n"


def stories(kernel_ids: Iterable[UUID]) -> Iterable[Story]:
    """Made-up kernels with ten metrics each."""
    random = Random(2)
    for kernel_id in kernel_ids:
        story = Story(str(kernel_id))
        for metric, capacity in METRICS:
            value = random.randrange(10**6)
            steps = [
                (offset, value + random.randrange(1000) * i) for i, offset in enumerate(OFFSETS)
            ]
            story.tell(metric, steps)
            if capacity is not None:
                story.capacity(metric, capacity)
        yield story


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds that one run takes: by the wall clock, and of both processors."""

    seconds: float
    own: float
    server: float


class Bench:
    """The ways to ask one Prometheus for the figures of kernels."""

    def __init__(self, url: str, end: float) -> None:
        self.url = url
        self._end = end
        self.settings = PrometheusSettings(
            url=url, read_timeout=120, batch_timeout=300, query=QuerySettings()
        )
        self.client = PrometheusClient(self.settings)
        self.source = PrometheusSource(
            self.client,
            self.settings,
            declared_metrics(),
            Instruments(CollectorRegistry()),
            evaluate_at=lambda: end,
        )
        self._turns = asyncio.Semaphore(self.settings.concurrency)

    async def samples(self, kernel_ids: Sequence[UUID]) -> None:
        """One query a chunk for the samples; the figures are computed here."""
        outcomes = await self.source.fetch(kernel_ids)
        assert all(isinstance(outcome, LiveStat) for outcome in outcomes.values())

    async def concurrent(self, kernel_ids: Sequence[UUID]) -> None:
        """Seven queries a chunk for the figures."""
        queries = [
            query
            for chunk in chunks(kernel_ids, self.settings.query)
            for query in parts(chunk, declared_metrics()).values()
        ]
        await asyncio.gather(*map(self._rows, queries))

    async def combined(self, kernel_ids: Sequence[UUID]) -> None:
        """One query a chunk for the figures, with all expressions in it."""
        queries = [
            combined(parts(chunk, declared_metrics()))
            for chunk in chunks(kernel_ids, self.settings.query)
        ]
        await asyncio.gather(*map(self._rows, queries))

    async def _rows(self, query: str) -> None:
        async with self._turns:
            body = await self.client.query(query, self._end)
        for row in orjson.loads(body)["data"]["result"]:
            UUID(row["metric"]["kernel_id"])
            Decimal(row["value"][1])

    async def server_seconds(self) -> float:
        """The processor time that Prometheus has used."""
        async with httpx.AsyncClient(trust_env=False) as http:
            text = (await http.get(f"{self.url}/metrics")).text
        (line,) = (t for t in text.splitlines() if t.startswith("process_cpu_seconds_total "))
        return float(line.split()[1])

    async def measure(
        self,
        way: Callable[[Sequence[UUID]], Awaitable[None]],
        kernel_ids: Sequence[UUID],
        runs: int,
    ) -> Cost:
        """What one run costs, after one that warms up."""
        await way(kernel_ids)
        server, own = await self.server_seconds(), process_time()
        times: list[float] = []
        for _ in range(runs):
            started = perf_counter()
            await way(kernel_ids)
            times.append(perf_counter() - started)
        own = process_time() - own
        return Cost(median(times), own / runs, (await self.server_seconds() - server) / runs)


async def compare_ways(bench: Bench, kernel_ids: Sequence[UUID]) -> None:
    """Print the table of the three ways."""
    ways = {"samples": bench.samples, "concurrent": bench.concurrent, "combined": bench.combined}
    print("\n| kernels | way | seconds | ratio | own CPU | server CPU | ratio |")
    print("|---:|---|---:|---:|---:|---:|---:|")
    for size in (size for size in SIZES if size <= len(kernel_ids)):
        runs = 30 if size <= 100 else 3
        costs = {
            name: await bench.measure(way, kernel_ids[:size], runs) for name, way in ways.items()
        }
        best = costs["samples"]
        for name, cost in costs.items():
            ratio, server_ratio = cost.seconds / best.seconds, cost.server / max(best.server, 1e-3)
            print(
                f"| {size:,} | {name} | {cost.seconds:.3f} | {ratio:.1f} | {cost.own:.3f}"
                f" | {cost.server:.3f} | {server_ratio:.1f} |"
            )


async def run(url: str, crowd: Crowd, kernel_ids: Sequence[UUID], end: float) -> None:
    """Print all tables."""
    # As `kernelgraph serve` does once it has started.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)
    await show_requests(url, crowd)
    bench = Bench(url, end)
    await compare_ways(bench, kernel_ids)
    await bench.source.aclose()


def main() -> None:
    """Make the data, start Prometheus and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kernels", type=int, default=max(SIZES), help="the largest size")
    parser.add_argument("--requests", type=int, default=1000, help="how many at once")
    arguments = parser.parse_args()
    kernel_ids = ids(max(arguments.kernels, len(RUNNING)))
    # The server asks for the window that ends now, which is some minutes after the data was made.
    end = time.time() + _AHEAD
    version = subprocess.run(
        [binary("prometheus"), "--version"], capture_output=True, text=True, check=True
    )
    print(
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, {version.stdout.splitlines()[0]}"
    )
    with tempfile.TemporaryDirectory() as directory:
        data = write_blocks(Path(directory), lines(kernel_ids, end))
        crowd = Crowd.of(Path(directory) / "kernelgraph.db", arguments.requests)
        with prometheus(Path(directory), data) as url:
            asyncio.run(run(url, crowd, kernel_ids, end))


if __name__ == "__main__":
    main()
