"""Computes the figures of one metric of one kernel from its samples in the window.

A kernel may be exported as several series: under two sets of owner labels, or by two scrapers.
They are one kernel. Every figure here is such that a series that comes twice changes nothing,
and that a series which takes over from another continues it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeAlias

from kernelgraph.livestat.numbers import quotient

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Sample: TypeAlias = "tuple[int, Decimal]"
"""A time in milliseconds and the finite number sampled then."""

Series: TypeAlias = "Sequence[Sample]"
"""Samples by ascending time."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The extremes and the mean over the window; null if there is nothing to take them of."""

    min: Decimal | None
    max: Decimal | None
    avg: Decimal | None


NO_FIGURES = Figures(None, None, None)


def latest(several: Sequence[Series]) -> Decimal | None:
    """The number sampled last; the larger one of two sampled at once."""
    samples = [series[-1] for series in several if series]
    return max(samples)[1] if samples else None


def of_samples(several: Sequence[Series]) -> Figures:
    """The figures of the samples themselves."""
    numbers = [number for _, number in chain.from_iterable(several)]
    if not numbers:
        return NO_FIGURES
    return Figures(min(numbers), max(numbers), quotient(sum(numbers, Decimal(0)), len(numbers)))


def of_growth(several: Sequence[Series]) -> Figures:
    """The figures of the growth per second of counters; none without two samples of a series.

    The extremes are those between neighbouring samples, so that a short burst shows. The mean is
    all growth over all time between samples, which for a counter younger than the window is its
    life.
    """
    steps = list(chain.from_iterable(_steps(series) for series in several))
    if not steps:
        return NO_FIGURES
    rates = [quotient(growth * 1000, elapsed) for elapsed, growth in steps]
    total = sum((growth for _, growth in steps), Decimal(0))
    elapsed = sum(elapsed for elapsed, _ in steps)
    return Figures(min(rates), max(rates), quotient(total * 1000, elapsed))


def _steps(series: Series) -> Iterator[tuple[int, Decimal]]:
    """The milliseconds and the growth between neighbours; a counter that fell began anew at 0."""
    for (before, low), (after, high) in pairwise(series):
        if after > before:
            yield after - before, high - low if high >= low else high
