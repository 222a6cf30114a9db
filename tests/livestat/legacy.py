"""What agents wrote to the legacy store, for the same samples that Prometheus has scraped.

Rates went over the last two samples, statistics over the raw ones and all of the kernel's life;
metrics without a capacity said so, and their share was "0.00".
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kernelgraph.livestat.catalogue import declared_metrics, describe
from kernelgraph.livestat.numbers import percent
from kernelgraph_api.enums import MetricKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.livestat.history import Story

    Payload = dict[str, dict[str, str | int | None]]

_STATISTICS: Final[Mapping[str, tuple[str, ...]]] = {
    "cpu_util": ("max", "avg"),
    "mem": ("max",),
    "net_rx": ("rate",),
    "net_tx": ("rate",),
    "io_read": ("rate",),
    "io_write": ("rate",),
    "io_scratch_size": ("max",),
    "cuda_util": ("max", "avg", "version"),
}


def legacy_payload(story: Story) -> Payload:
    """The value that the store holds for the kernel of a story."""
    series = {
        (history.labels["container_metric_name"], history.labels["value_type"]): [
            (offset, Decimal(value)) for offset, value in history.samples
        ]
        for history in story.histories
    }
    return {
        name: _figures(name, samples, series.get((name, "capacity")))
        for (name, value_type), samples in series.items()
        if value_type == "current"
    }


def _figures(
    name: str,
    samples: list[tuple[float, Decimal]],
    capacities: list[tuple[float, Decimal]] | None,
) -> dict[str, str | int | None]:
    metric = describe(name, declared_metrics())
    numbers = [number for _, number in samples]
    rate = _last_rate(samples)
    current = numbers[-1] if metric.kind is MetricKind.GAUGE else rate
    capacity = capacities[-1][1] if capacities else None
    statistics: dict[str, str | int | None] = {
        "stats.max": str(max(numbers)),
        "stats.avg": str(sum(numbers, Decimal(0)) / len(numbers)),
        "stats.rate": str(rate),
        "stats.version": 2,
    }
    return {
        "current": str(current),
        "capacity": None if capacity is None else str(capacity),
        "pct": "0.00" if capacity is None else str(percent(current, capacity)),
        "unit_hint": metric.unit_hint,
        **{f"stats.{key}": statistics[f"stats.{key}"] for key in _STATISTICS.get(name, ())},
    }


def _last_rate(samples: list[tuple[float, Decimal]]) -> Decimal:
    if len(samples) < 2:
        return Decimal(0)
    (before, low), (after, high) = samples[-2:]
    return (high - low) / Decimal(after - before)
