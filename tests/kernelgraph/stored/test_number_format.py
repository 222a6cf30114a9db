"""A stored number format is whole, whatever is missing from it."""

from __future__ import annotations

import pytest

from kernelgraph.stored.degradation import Degradation
from kernelgraph.stored.number_format import number_format
from kernelgraph_api.types import NumberFormat


@pytest.mark.parametrize(
    ("stored", "binary", "round_length", "kinds"),
    [
        ({"binary": True, "round_length": 2}, True, 2, []),
        ({}, False, 0, []),
        ({"binary": 1, "round_length": 2}, False, 2, [Degradation.NUMBER_FORMAT_VALUE]),
        ({"binary": True, "round_length": True}, True, 0, [Degradation.NUMBER_FORMAT_VALUE]),
        ({"binary": True, "round_length": -1}, True, 0, [Degradation.NUMBER_FORMAT_VALUE]),
        ({"binary": True, "round_length": 2**40}, True, 0, [Degradation.NUMBER_FORMAT_VALUE]),
        ([], False, 0, [Degradation.NUMBER_FORMAT_CONTAINER]),
        (None, False, 0, [Degradation.NUMBER_FORMAT_CONTAINER]),
    ],
)
def test_what_is_missing_or_wrong_has_a_default(
    stored: object, binary: bool, round_length: int, kinds: list[Degradation]
) -> None:
    noted: list[Degradation] = []
    assert number_format(stored, noted.append) == NumberFormat(
        binary=binary, round_length=round_length
    )
    assert noted == kinds
