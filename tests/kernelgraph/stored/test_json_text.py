"""Any stored text loads, as strict JSON or as malformed."""

from __future__ import annotations

import pytest

from kernelgraph.stored.json_text import MALFORMED, load_json


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ('{"a": [1, "x", null]}', {"a": [1, "x", None]}),
        (b'{"a": 1}', {"a": 1}),
        ("null", None),
        (5, 5),
        (None, None),
        ('{"a": NaN, "b": Infinity, "c": 1}', {"a": None, "b": None, "c": 1}),
        ('["\\ud800", "\\ud83d\\ude00"]', ["\ufffd", "\U0001f600"]),
        ("[1e999, 2]", [None, 2]),
        (f"[1e999, {2**64}, {2**64 - 1}, {-(2**63)}]", [None, None, 2**64 - 1, -(2**63)]),
    ],
)
def test_loose_json_loads_as_strict_json(stored: object, value: object) -> None:
    assert load_json(stored) == value


@pytest.mark.parametrize(
    "stored",
    ["", "{", "{'a': 1}", "x", b"\xff\xfe", "[" * 100_000, "1" * 10_000, '{"a": 1} trailing'],
)
def test_a_text_that_is_no_json_is_malformed(stored: object) -> None:
    assert load_json(stored) is MALFORMED
