"""Objects with functions of their own have the same results as with graphql-core."""

from __future__ import annotations

import pytest

from graphwright.engine.emit import Emitter

from .trial import trial

pytestmark = pytest.mark.filterwarnings(
    "ignore:coroutine:RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.mark.parametrize("seed", range(20))
def test_any_object_may_have_a_function(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Emitter, "_is_repeated", lambda *_arguments: True)
    problem = trial(seed)
    assert not problem, problem
