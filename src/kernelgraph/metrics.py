"""Metrics of the server about itself, for `/metrics`."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily
from prometheus_client.registry import Collector
from starlette.responses import Response

from kernelgraph.stored.degradation import Degradation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client import CollectorRegistry, Metric
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from graphwright.engine import Statistics
    from kernelgraph.stored.degradation import Degradations
    from kernelgraph.subscriptions.open_streams import OpenStreams

_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_NO_STATUS: Final = "none"


class DegradationCollector(Collector):
    """Tells how often each kind of damage was met in stored values."""

    def __init__(self, degradations: Degradations) -> None:
        self._degradations = degradations

    def collect(self) -> Iterator[Metric]:
        """One counter, with a series for each kind, also for those that were never met."""
        family = CounterMetricFamily(
            "kernelgraph_degraded_values",
            "Stored values that were read as less than they say, by kind",
            labels=["kind"],
        )
        counts = self._degradations.counts
        for kind in Degradation:
            family.add_metric([kind.value], counts.get(kind, 0))
        yield family


class EngineCollector(Collector):
    """Tells what the engine compiled and executed, and what it left to graphql-core."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics

    def collect(self) -> Iterator[Metric]:
        """Three counters; that of what was left has a series for each reason met."""
        counts = self._statistics
        yield CounterMetricFamily(
            "kernelgraph_engine_compilations", "Operations compiled", value=counts.compiled
        )
        yield CounterMetricFamily(
            "kernelgraph_engine_executions",
            "Executions of compiled operations, the events of subscriptions among them",
            value=counts.executed,
        )
        family = CounterMetricFamily(
            "kernelgraph_engine_delegations",
            "Executions left to graphql-core, by the reason why the operation is not compiled",
            labels=["reason"],
        )
        for reason, count in counts.delegated.items():
            family.add_metric([reason], count)
        yield family


class RequestMetrics:
    """An application whose requests of one path are counted and timed."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        self._requests = Counter(
            "kernelgraph_requests", "Requests to /graphql, by status", ["status"], registry=registry
        )
        self._seconds = Histogram(
            "kernelgraph_request_duration_seconds",
            "Time until the answer to a request to /graphql was sent; streams are left out",
            registry=registry,
            buckets=_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; `none` is counted for one whose client went away."""
        status, is_stream = _NO_STATUS, False

        async def watched(message: Message) -> None:
            nonlocal status, is_stream
            if message["type"] == "http.response.start":
                status = str(message["status"])
                is_stream = any(
                    name == b"content-type" and value.startswith(b"text/event-stream")
                    for name, value in message.get("headers", ())
                )
            await send(message)

        began = perf_counter()
        try:
            await self._app(scope, receive, watched)
        finally:
            self._requests.labels(status).inc()
            if not is_stream:
                self._seconds.observe(perf_counter() - began)


def watch_streams(streams: OpenStreams, registry: CollectorRegistry) -> None:
    """Have the registry tell how many streams are open, and how many wait for their readers."""
    opened = Gauge("kernelgraph_open_streams", "Open streams of subscriptions", registry=registry)
    opened.set_function(lambda: streams.count)
    slow = Gauge(
        "kernelgraph_slow_streams", "Open streams that wait for their readers", registry=registry
    )
    slow.set_function(lambda: streams.slow)


def exposition(registry: CollectorRegistry) -> Response:
    """What the registry holds, as Prometheus scrapes it."""
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
