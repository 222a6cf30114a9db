"""Stored quantities come out exact, slot by slot."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kernelgraph.stored.degradation import Degradation
from kernelgraph.stored.resource_slots import resource_slot


def decoded(stored: object) -> tuple[dict[str, Decimal], list[Degradation]]:
    noted: list[Degradation] = []
    slots = resource_slot(stored, noted.append)
    return {entry.resource_type: entry.quantity for entry in slots.entries}, noted


@pytest.mark.parametrize(
    ("slot", "stored", "quantity"),
    [
        ("cpu", "1", "1"),
        ("cpu", 4, "4"),
        ("cuda.shares", "0.5", "0.5"),
        ("cuda.shares", 0.1, "0.1"),
        ("cuda.shares", ".25", "0.25"),
        ("cpu", "-1", "-1"),
        ("cpu", " 2 ", "2"),
        ("cpu", "1e3", "1000"),
        ("cpu", "0e99", "0"),
        ("cpu", "-0", "0"),
        ("mem", "1073741824", "1073741824"),
        ("mem", "1g", "1073741824"),
        ("mem", "1G", "1073741824"),
        ("mem", "512m", "536870912"),
        ("mem", "2k", "2048"),
        ("mem", "1.5t", "1649267441664"),
        ("mem", "1p", "1125899906842624"),
        ("mem", "1GiB", "1073741824"),
        ("cuda.mem", "8 g", "8589934592"),
        ("mem", "64b", "64"),
        ("mem", "1234567890123456789012345678901234.5k", "1264197519486419751948641975194864128"),
    ],
)
def test_a_quantity_is_read_exactly(slot: str, stored: object, quantity: str) -> None:
    assert decoded({slot: stored}) == ({slot: Decimal(quantity)}, [])


@pytest.mark.parametrize(
    ("slot", "bad"),
    [
        ("x", "1g"),
        ("x", "lots"),
        ("x", ""),
        ("x", None),
        ("x", True),
        ("x", []),
        ("x", {"cpu": "1"}),
        ("x", "NaN"),
        ("x", "Infinity"),
        ("x", float("inf")),
        ("x", float("nan")),
        ("x", "1e999999"),
        ("x", "1e50"),
        ("x", "1e-50"),
        ("x", 10**300),
        ("x", "9" * 1000),
        ("x", "1_000"),
        ("x", "\uff11"),
        ("mem", "1x"),
        ("mem", "g"),
    ],
)
def test_an_unparsable_quantity_is_left_out_and_its_neighbours_stay(slot: str, bad: object) -> None:
    slots, kinds = decoded({"first": "1", slot: bad, "last": "2"})
    assert slots == {"first": 1, "last": 2}
    assert kinds == [Degradation.RESOURCE_SLOTS_QUANTITY]


def test_slots_keep_their_stored_order() -> None:
    slots, _ = decoded({"mem": "1", "cpu": "2", "a": "3"})
    assert list(slots) == ["mem", "cpu", "a"]


@pytest.mark.parametrize("stored", [[], "cpu", 1, True])
def test_a_wrong_container_is_as_if_empty(stored: object) -> None:
    assert decoded(stored) == ({}, [Degradation.RESOURCE_SLOTS_CONTAINER])


def test_no_stored_value_is_no_slots() -> None:
    assert decoded(None) == ({}, [])
