"""Many concurrent requests for the same kernels, to the batcher and through the whole API."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Final
from uuid import UUID

import httpx
from prometheus_client import CollectorRegistry

from kernelgraph.auth.tokens import TokenRules, issue_token
from kernelgraph.auth.viewer import Role, Viewer
from kernelgraph.bootstrap import build_app
from kernelgraph.bootstrap_database import fill_demo
from kernelgraph.demo import demo_batches
from kernelgraph.livestat.batcher import Batcher
from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.client import PrometheusClient
from kernelgraph.livestat.instruments import Instruments
from kernelgraph.livestat.settings import BatcherSettings, PrometheusSettings
from kernelgraph.livestat.sources.prometheus import PrometheusSource
from kernelgraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

_KERNELS: Final = 500
_SECRET: Final = "the secret of a server that is only measured"
_QUERIES: Final = "kernelgraph_livestat_query_duration_seconds_count"
# Each has a connection to the database, so that nothing but live statistics is waited for.
_AT_ONCE: Final = 20
_QUERY: Final = """query ($ids: [UUID!]) {
  adminKernelsV2(first: 100, filter: { id: { in: $ids } }) { edges { node { rowId liveStat } } } }"""

RUNNING: Final = [
    row["id"]
    for batch in demo_batches(_KERNELS)
    if batch.table == "kernels"
    for row in batch.rows
    if row["status"] == "RUNNING"
][:100]
"""The kernels that are asked for."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Clients of a server with a database of its own."""

    database_url: str
    requests: int

    @classmethod
    def of(cls, file: Path, requests: int) -> Crowd:
        """So many clients; the database is made here."""
        url = f"sqlite:///{file}"
        asyncio.run(fill_demo(url, _KERNELS, if_missing=False))
        return cls(url, requests)


async def show_requests(url: str, crowd: Crowd) -> None:
    """Print what the requests come to, with and without answers that are kept."""
    print("\n| through | requests | at once | freshness | queries | seconds | 99th percentile |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for freshness in (3.0, 0.0):
        await _show_batcher(url, crowd, freshness)
    for freshness in (3.0, 0.0):
        await _show_api(url, crowd, freshness)


async def _show_batcher(url: str, crowd: Crowd, freshness: float) -> None:
    registry = CollectorRegistry()
    instruments = Instruments(registry)
    settings = PrometheusSettings(url=url, read_timeout=60, batch_timeout=60)
    client = PrometheusClient(settings)
    source = PrometheusSource(client, settings, declared_metrics(), instruments)
    batcher = Batcher(source, BatcherSettings(freshness=freshness), instruments)

    async def request() -> None:
        await batcher.fetch(RUNNING)

    rush = await _rush(request, crowd.requests, crowd.requests)
    queries = registry.get_sample_value(_QUERIES) or 0.0
    await batcher.aclose()
    _print("the batcher", rush, freshness, queries)


async def _show_api(url: str, crowd: Crowd, freshness: float) -> None:
    app = build_app(
        Settings(
            database_url=crowd.database_url,
            database_pool_size=_AT_ONCE,
            auth_secret=_SECRET,
            live_stat_source=url,
            live_stat_freshness=freshness,
            live_stat_timeout=60,
            prometheus_read_timeout=60,
        )
    )
    viewer = Viewer(user_id=UUID(int=1), role=Role.SUPERADMIN)
    body = {"query": _QUERY, "variables": {"ids": [str(each) for each in RUNNING]}}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="http://kernelgraph",
            headers={"Authorization": f"Bearer {issue_token(viewer, _SECRET, TokenRules())}"},
        ) as http,
    ):

        async def request() -> None:
            answer = await http.post("/graphql", json=body)
            edges = answer.json()["data"]["adminKernelsV2"]["edges"]
            assert all(edge["node"]["liveStat"] for edge in edges)

        rush = await _rush(request, crowd.requests, _AT_ONCE)
        metrics = (await http.get("/metrics")).text
    (line,) = (line for line in metrics.splitlines() if line.startswith(f"{_QUERIES} "))
    _print("the API", rush, freshness, float(line.split()[1]))


@dataclass(frozen=True, slots=True)
class _Rush:
    """How long many requests took, as a whole and each."""

    requests: int
    at_once: int
    seconds: float
    p99: float


async def _rush(request: Callable[[], Awaitable[None]], requests: int, at_once: int) -> _Rush:
    turns, times = asyncio.Semaphore(at_once), list[float]()

    async def timed() -> None:
        async with turns:
            started = perf_counter()
            await request()
            times.append(perf_counter() - started)

    started = perf_counter()
    await asyncio.gather(*(timed() for _ in range(requests)))
    seconds = perf_counter() - started
    return _Rush(requests, at_once, seconds, sorted(times)[requests * 99 // 100])


def _print(through: str, rush: _Rush, freshness: float, queries: float) -> None:
    fresh = f"{freshness} s" if freshness else "off"
    print(
        f"| {through} | {rush.requests:,} | {rush.at_once:,} | {fresh} | {queries:.0f}"
        f" | {rush.seconds:.2f} | {rush.p99:.2f} s |"
    )
