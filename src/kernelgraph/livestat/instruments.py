"""Metrics of the live statistics about themselves, for `/metrics`."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from prometheus_client import Counter, Gauge, Histogram

from kernelgraph.livestat.flaws import Flaw
from kernelgraph.livestat.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prometheus_client import CollectorRegistry


_PREFIX: Final = "kernelgraph_livestat_"
_SIZES: Final = (1, 3, 10, 30, 100, 300, 1000, 3000, 10_000)
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Answered(Enum):
    """How a question for one kernel got its answer."""

    FRESH = "fresh"
    """From an answer that is fresh enough."""
    JOINED = "joined"
    """From a batch that another request had begun."""
    ASKED = "asked"
    """From a batch of its own."""


class BreakerState(Enum):
    """Whether the source is asked; the value is the metric's."""

    CLOSED = 0
    HALF_OPEN = 1
    OPEN = 2


class Instruments:
    """Counters, gauges and histograms in the registry that is passed in."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"{_PREFIX}{name}", text, labels, registry=registry)

        def histogram(name: str, text: str, buckets: Sequence[float]) -> Histogram:
            return Histogram(f"{_PREFIX}{name}", text, registry=registry, buckets=buckets)

        self._requests = counter("requests", "Requests for live statistics")
        self._saved = counter("queries_saved", "Requests that needed no query of their own")
        self._kernels = counter("kernels", "Kernels asked for, by how answered", "answered")
        self._batch_size = histogram("batch_size", "Kernels in one batch", _SIZES)
        self._batch_seconds = histogram("batch_duration_seconds", "Time of one batch", _SECONDS)
        self._query_seconds = histogram("query_duration_seconds", "Time of one query", _SECONDS)
        self._failures = counter("query_failures", "Queries that failed, by reason", "reason")
        self._degraded = counter("degraded", "Data of the source that was left out", "flaw")
        self._breaker = Gauge(
            f"{_PREFIX}breaker_state",
            "0: the source is asked; 1: it is tried again; 2: it is left alone",
            registry=registry,
        )
        self._show_all_labels()

    def _show_all_labels(self) -> None:
        """Begin all series at zero, so that a rate over them misses no first event."""
        for answered in Answered:
            self._kernels.labels(answered.value)
        for failure in Failure:
            self._failures.labels(failure.value)
        for flaw in Flaw:
            self._degraded.labels(flaw.value)

    def request(self, *, saved: bool) -> None:
        """Count one request, and whether others' queries answered all of it."""
        self._requests.inc()
        if saved:
            self._saved.inc()

    def answered(self, how: Answered, kernels: int) -> None:
        """Count the kernels of a request that were answered in this way."""
        self._kernels.labels(how.value).inc(kernels)

    def batch(self, kernels: int, seconds: float) -> None:
        """Count one batch."""
        self._batch_size.observe(kernels)
        self._batch_seconds.observe(seconds)

    def query(self, seconds: float) -> None:
        """Count one query, whatever became of it."""
        self._query_seconds.observe(seconds)

    def failure(self, reason: Failure) -> None:
        """Count one query that failed."""
        self._failures.labels(reason.value).inc()

    def flaws(self, counts: Mapping[Flaw, int]) -> None:
        """Count the pieces of data that were left out."""
        for flaw, count in counts.items():
            self._degraded.labels(flaw.value).inc(count)

    def breaker(self, state: BreakerState) -> None:
        """Set the state of the breaker."""
        self._breaker.set(state.value)
