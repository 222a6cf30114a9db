"""Figures over a window, for any samples."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kernelgraph.livestat.window import NO_FIGURES, Series, latest, of_growth, of_samples

MILLISECONDS = st.lists(st.integers(0, 300_000), unique=True, min_size=1, max_size=20).map(sorted)


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Samples of anything that is counted, at any times of the window."""
    times = [1_700_000_000 + milliseconds / 1000 for milliseconds in draw(MILLISECONDS)]
    numbers = [float(draw(st.integers(0, 2**50))) for _ in times]
    return Series(times, numbers)


@given(series())
def test_a_series_that_comes_twice_changes_nothing(one: Series) -> None:
    assert latest([one, one]) == latest([one])
    assert of_samples([one, one]) == of_samples([one])
    assert of_growth([one, one]) == of_growth([one])


@given(series())
def test_growth_is_never_negative_and_its_mean_lies_between_its_extremes(one: Series) -> None:
    figures = of_growth([one])
    if figures.min is None or figures.max is None or figures.avg is None:
        assert len(one.times) == 1
        return
    assert 0 <= figures.min <= figures.avg <= figures.max


@given(series())
def test_the_mean_of_samples_lies_between_their_extremes(one: Series) -> None:
    figures = of_samples([one])
    assert figures.min is not None
    assert figures.max is not None
    assert figures.avg is not None
    assert figures.min <= figures.avg <= figures.max


def test_a_window_without_samples_has_no_figures() -> None:
    assert latest([]) is None
    assert of_samples([]) == of_growth([]) == NO_FIGURES
    assert of_growth([Series([1.0], [5.0])]) == NO_FIGURES


def test_samples_at_one_time_have_no_growth() -> None:
    assert of_growth([Series([1.0, 1.0], [1.0, 5.0])]) == NO_FIGURES


def test_times_are_exact_to_the_millisecond() -> None:
    figures = of_growth([Series([1_700_000_000.123, 1_700_000_020.124], [0.0, 20_001.0])])
    assert figures.avg == figures.min == figures.max == 1000


def test_figures_that_are_no_doubles_any_more_are_absent() -> None:
    giants = Series([1.0, 1.001, 1.002], [0.0, 1.7e308, 1.7e308])
    assert of_samples([giants]).max is not None
    assert of_growth([giants]).max is None
