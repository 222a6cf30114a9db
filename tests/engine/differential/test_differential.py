"""Random operations on random data have the same results as with graphql-core."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .trial import COMPARISONS, trial

# graphql-core 3.2 never awaits the values next to an error that propagates at once.
pytestmark = pytest.mark.filterwarnings(
    "ignore:coroutine:RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

WANTED = os.environ.get("ENGINE_COMPARISONS")
"""How many comparisons to make; the nightly run sets it, and then they differ from run to run."""


@settings(
    max_examples=-(-int(WANTED or "2000") // COMPARISONS),
    deadline=None,
    derandomize=WANTED is None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_results_and_errors_are_those_of_graphql_core(seed: int) -> None:
    problem = trial(seed)
    assert not problem, problem
