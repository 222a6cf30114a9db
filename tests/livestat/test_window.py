"""Figures over a window, for any samples."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kernelgraph.livestat.window import NO_FIGURES, Sample, latest, of_growth, of_samples

SERIES = st.lists(
    st.tuples(st.integers(0, 300_000), st.integers(0, 10**12).map(Decimal)),
    unique_by=lambda sample: sample[0],
    max_size=20,
).map(sorted)


@given(SERIES)
def test_a_series_that_comes_twice_changes_nothing(series: list[Sample]) -> None:
    assert latest([series, series]) == latest([series])
    assert of_samples([series, series]) == of_samples([series])
    assert of_growth([series, series]) == of_growth([series])


@given(SERIES)
def test_growth_is_never_negative_and_its_mean_lies_between_its_extremes(
    series: list[Sample],
) -> None:
    figures = of_growth([series])
    if figures.min is None or figures.max is None or figures.avg is None:
        assert len(series) < 2
        return
    assert 0 <= figures.min <= figures.avg <= figures.max


@given(SERIES)
def test_a_window_without_samples_has_no_figures(series: list[Sample]) -> None:
    assert latest([]) is None
    assert of_samples([[], []]) == of_growth([[], []]) == NO_FIGURES
    assert of_growth([series[:1]]) == NO_FIGURES


def test_samples_at_one_time_have_no_growth() -> None:
    assert of_growth([[(0, Decimal(1)), (0, Decimal(5))]]) == NO_FIGURES
