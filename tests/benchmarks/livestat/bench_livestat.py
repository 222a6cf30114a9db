"""Prints what live statistics cost over a real Prometheus.

Run with `python -m tests.benchmarks.livestat.bench_livestat`. The first table compares three ways
to ask for the same figures, the second shows what many concurrent requests come to.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
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
from tests.livestat.history import END, OFFSETS, History, Story, openmetrics
from tests.livestat.servers import prometheus, write_blocks

from kernelgraph.livestat.batcher import Batcher
from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.client import PrometheusClient
from kernelgraph.livestat.instruments import Instruments
from kernelgraph.livestat.promql import QuerySettings, chunks
from kernelgraph.livestat.reading import LiveStat
from kernelgraph.livestat.settings import BatcherSettings, PrometheusSettings
from kernelgraph.livestat.sources.prometheus import PrometheusSource

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

SIZES: Final = (1, 100, 1000, 5000)
METRICS: Final = (
    *(("cpu_util", 1000), ("cpu_used", None), ("mem", 2**33), ("net_rx", None), ("net_tx", None)),
    *(("io_read", None), ("io_write", None), ("io_scratch_size", None)),
    *(("cuda_mem", 2**34), ("cuda_util", 100)),
)
_PREFIX: Final = "kernelgraph_livestat_"


def stories(kernels: int) -> Iterable[Story]:
    """Made-up kernels with ten metrics each, sampled for ten minutes."""
    random = Random(1)
    for _ in range(kernels):
        story = Story(str(UUID(int=random.getrandbits(128), version=4)))
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

    def __init__(self, url: str) -> None:
        self.url = url
        self.settings = PrometheusSettings(
            url=url, read_timeout=120, batch_timeout=300, query=QuerySettings()
        )
        self.registry = CollectorRegistry()
        self.instruments = Instruments(self.registry)
        self.client = PrometheusClient(self.settings)
        self.source = PrometheusSource(
            self.client,
            self.settings,
            declared_metrics(),
            self.instruments,
            evaluate_at=lambda: END,
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
            body = await self.client.query(query, END)
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


async def compare_ways(bench: Bench, kernel_ids: Sequence[UUID], sizes: Sequence[int]) -> None:
    """Print the table of the three ways."""
    ways = {"samples": bench.samples, "concurrent": bench.concurrent, "combined": bench.combined}
    print("Seconds until the figures are here, and processor seconds of both sides.")
    print(
        f"{'kernels':>8}  {'way':<11}{'seconds':>9}{'ratio':>7}{'own CPU':>9}{'server CPU':>12}{'ratio':>7}"
    )
    for size in sizes:
        runs = 30 if size <= 100 else 3
        costs = {
            name: await bench.measure(way, kernel_ids[:size], runs) for name, way in ways.items()
        }
        best = costs["samples"]
        for name, cost in costs.items():
            ratio, server_ratio = cost.seconds / best.seconds, cost.server / max(best.server, 1e-3)
            print(
                f"{size:>8}  {name:<11}{cost.seconds:>9.3f}{ratio:>7.1f}{cost.own:>9.3f}"
                f"{cost.server:>12.3f}{server_ratio:>7.1f}"
            )


async def show_joining(bench: Bench, kernel_ids: Sequence[UUID]) -> None:
    """Print what a thousand concurrent requests for the same hundred kernels come to."""
    print(
        f"\n{'requests':>9}{'kernels':>9}{'freshness':>11}{'queries':>9}{'seconds':>9}{'p99 ms':>9}"
    )
    for freshness in (3.0, 0.0):
        batcher = Batcher(bench.source, BatcherSettings(freshness=freshness), bench.instruments)
        before = _sample(bench.registry, "query_duration_seconds_count")
        times: list[float] = []

        async def request(batcher: Batcher = batcher, times: list[float] = times) -> None:
            started = perf_counter()
            await batcher.fetch(kernel_ids[:100])
            times.append(perf_counter() - started)

        started = perf_counter()
        await asyncio.gather(*(request() for _ in range(1000)))
        seconds = perf_counter() - started
        queries = _sample(bench.registry, "query_duration_seconds_count") - before
        p99 = sorted(times)[989] * 1000
        print(f"{1000:>9}{100:>9}{freshness:>11}{queries:>9.0f}{seconds:>9.3f}{p99:>9.0f}")


def _sample(registry: CollectorRegistry, name: str) -> float:
    return registry.get_sample_value(_PREFIX + name) or 0.0


async def run(url: str, kernel_ids: Sequence[UUID], sizes: Sequence[int]) -> None:
    """Print all tables."""
    bench = Bench(url)
    await compare_ways(bench, kernel_ids, sizes)
    await show_joining(bench, kernel_ids)
    await bench.source.aclose()


def main() -> None:
    """Make the data, start Prometheus and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kernels", type=int, default=max(SIZES), help="the largest size")
    kernels: int = parser.parse_args().kernels
    kernel_ids: list[UUID] = []

    def lines() -> Iterable[History]:
        # Not as a list: what this process holds would slow what it measures.
        for story in stories(kernels):
            kernel_ids.append(UUID(story.kernel_id))
            yield from story.histories

    with tempfile.TemporaryDirectory() as directory:
        data = write_blocks(Path(directory), openmetrics(lines()))
        with prometheus(Path(directory), data) as url:
            asyncio.run(run(url, kernel_ids, [size for size in SIZES if size <= kernels]))


if __name__ == "__main__":
    main()
