"""Computes the figures of one metric of one kernel from its samples in the window.

A kernel may be exported as several series: under two sets of owner labels, or by two scrapers.
They are one kernel. Every figure here is such that a series that comes twice changes nothing,
and that a series which takes over from another continues it.

Samples are doubles, because Prometheus has nothing else; figures are decimals, and those that
are samples have just the digits of the sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from math import fsum, inf
from typing import TYPE_CHECKING

from kernelgraph.livestat.numbers import exact, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """Finite samples by ascending time: at least one, and as many times as numbers."""

    times: Sequence[float]
    """In seconds, exact to the millisecond."""
    numbers: Sequence[float]


@dataclass(frozen=True, slots=True)
class Figures:
    """The extremes and the mean over the window; null if there is nothing to take them of."""

    min: Decimal | None
    max: Decimal | None
    avg: Decimal | None


NO_FIGURES = Figures(None, None, None)


def latest(several: Sequence[Series]) -> Decimal | None:
    """The number sampled last; the larger one of two sampled at once."""
    if not several:
        return None
    return exact(max((series.times[-1], series.numbers[-1]) for series in several)[1])


def of_samples(several: Sequence[Series]) -> Figures:
    """The figures of the samples themselves."""
    numbers = list(chain.from_iterable(series.numbers for series in several))
    if not numbers:
        return NO_FIGURES
    return Figures(
        exact(min(numbers)), exact(max(numbers)), rounded(_total(numbers) / len(numbers))
    )


def of_growth(several: Sequence[Series]) -> Figures:
    """The figures of the growth per second of counters; none without two samples of a series.

    The extremes are those between neighbouring samples, so that a short burst shows. The mean is
    all growth over all time between samples, which for a counter younger than the window is its
    life.
    """
    steps = list(chain.from_iterable(map(_steps, several)))
    if not steps:
        return NO_FIGURES
    rates = [growth / seconds for seconds, growth in steps]
    mean = _total(growth for _, growth in steps) / _total(seconds for seconds, _ in steps)
    low, high = min(rates), max(rates)
    return Figures(rounded(low), rounded(high), rounded(_between(low, mean, high)))


def _steps(series: Series) -> Sequence[tuple[float, float]]:
    """The seconds and the growth between neighbours; a counter that fell began anew at 0."""
    seconds = [round(after - before, 3) for before, after in pairwise(series.times)]
    growths = [high - low if high >= low else high for low, high in pairwise(series.numbers)]
    return [step for step in zip(seconds, growths, strict=True) if step[0] > 0]


def _between(low: float, mean: float, high: float) -> float:
    """The mean within the extremes, which its own rounding may leave."""
    return min(max(mean, low), high)


def _total(numbers: Iterable[float]) -> float:
    """The exact sum, rounded once; infinity if it is no double any more."""
    try:
        return fsum(numbers)
    except OverflowError:
        return inf
