"""Turns samples of Prometheus into readings: stateless, and typed by what each series says it is.

The rules are those of section 4 of the API's contract.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, assert_never

from kernelgraph.livestat.catalogue import describe
from kernelgraph.livestat.numbers import percent
from kernelgraph.livestat.reading import LiveStat, Reading
from kernelgraph.livestat.window import NO_FIGURES, latest, of_growth, of_samples
from kernelgraph_api.enums import MetricKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.matrix import Matrix, MetricSamples
    from kernelgraph_api.directives import MetricDirective

UNBOUNDED: Final = Decimal(9223372036854775807)
"""The capacity of a metric that has no bound."""


def convert(matrix: Matrix, catalogue: Catalogue) -> Mapping[UUID, LiveStat | None]:
    """The live statistics of each kernel that the answer has samples of."""
    return {
        kernel_id: LiveStat.of(
            [_reading(describe(name, catalogue), samples) for name, samples in metrics.items()]
        )
        for kernel_id, metrics in matrix.items()
    }


def _reading(metric: MetricDirective, samples: MetricSamples) -> Reading:
    match metric.kind:
        case MetricKind.GAUGE:
            return _gauge(metric, samples)
        case MetricKind.RATE | MetricKind.DIFF:
            return _growing(metric, samples)
        case _:
            assert_never(metric.kind)


def _gauge(metric: MetricDirective, samples: MetricSamples) -> Reading:
    current = latest(samples.current)
    capacity = _capacity(metric, samples)
    figures = of_samples(samples.current)
    growth = of_growth(samples.current) if metric.rated else NO_FIGURES
    return Reading(
        name=metric.name,
        kind=metric.kind,
        unit_hint=metric.unit_hint,
        current=current,
        capacity=capacity,
        pct=_pct(current, capacity),
        min=figures.min,
        max=figures.max,
        avg=figures.avg,
        rate=growth.avg,
    )


def _growing(metric: MetricDirective, samples: MetricSamples) -> Reading:
    growth = of_growth(samples.current)
    capacity = _capacity(metric, samples)
    return Reading(
        name=metric.name,
        kind=metric.kind,
        unit_hint=metric.unit_hint,
        current=growth.avg,
        capacity=capacity,
        pct=_pct(growth.avg, capacity),
        min=growth.min,
        max=growth.max,
        avg=growth.avg,
        diff=growth.avg if metric.kind is MetricKind.DIFF else None,
        rate=growth.avg if metric.kind is MetricKind.RATE else None,
    )


def _capacity(metric: MetricDirective, samples: MetricSamples) -> Decimal | None:
    if not metric.bounded and latest(samples.current) is not None:
        return UNBOUNDED
    exported = latest(samples.capacity)
    if exported is None and metric.capacity is not None:
        return Decimal(metric.capacity)
    return exported


def _pct(current: Decimal | None, capacity: Decimal | None) -> Decimal | None:
    return None if current is None or capacity is None else percent(current, capacity)
