"""Tests of the value that stands for data an operation did not select."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graphwright.runtime import UNSELECTED, Unselected, UnselectedError

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    "use",
    [
        lambda value: value.name,
        bool,
        len,
        iter,
        str,
        int,
        float,
        hash,
        lambda value: value == 1,
        lambda value: value != 1,
        lambda value: value < 1,
        lambda value: value >= 1,
        lambda value: value + 1,
        lambda value: 1 - value,
        lambda value: value[0],
        lambda value: 1 in value,
        lambda value: value(),
        lambda value: f"{value}",
        lambda value: f"{value:>5}",
    ],
)
def test_every_use_of_unselected_data_raises(use: Callable[[Any], object]) -> None:
    with pytest.raises(UnselectedError, match="not selected by the operation"):
        use(UNSELECTED)


def test_the_error_names_the_attribute_that_was_read() -> None:
    with pytest.raises(UnselectedError, match="'agent_id' was read"):
        _ = UNSELECTED.agent_id


def test_unselected_data_can_be_recognised_and_shown() -> None:
    assert isinstance(UNSELECTED, Unselected)
    assert repr([UNSELECTED]) == "[UNSELECTED]"
