"""The wire shape, and readings of what was stored in it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kernelgraph.livestat.flaws import Flaw
from kernelgraph.livestat.reading import LiveStat, Reading
from kernelgraph.livestat.wire import from_wire, to_sparse_wire, to_wire
from kernelgraph_api.enums import MetricKind

if TYPE_CHECKING:
    from kernelgraph.livestat.catalogue import Catalogue

STORED = {
    "mem": {
        "current": "5",
        "capacity": "10",
        "pct": "50.00",
        "unit_hint": "bytes",
        "stats.max": "7",
    },
    "cpu_util": {"current": 2.5, "capacity": None, "pct": "0.00", "stats.version": 2},
}


def unnoted(flaw: Flaw) -> None:
    raise AssertionError(flaw)


def test_figures_that_are_missing_are_zero_on_the_wire(catalogue: Catalogue) -> None:
    stat = from_wire(STORED, catalogue, unnoted)
    assert stat is not None
    zeros = dict.fromkeys(("stats.min", "stats.sum", "stats.avg", "stats.diff", "stats.rate"), "0")
    assert to_wire(stat) == {
        "cpu_util": {
            **zeros,
            **{"current": "2.5", "capacity": None, "pct": "0.00", "unit_hint": "percent"},
            **{"stats.max": "0", "stats.version": 2},
        },
        "mem": {
            **zeros,
            **{"current": "5", "capacity": "10", "pct": "50.00", "unit_hint": "bytes"},
            **{"stats.max": "7", "stats.version": None},
        },
    }


def test_the_shape_is_made_once_for_all_who_ask(catalogue: Catalogue) -> None:
    stat = from_wire(STORED, catalogue, unnoted)
    assert stat is not None
    assert to_wire(stat) is to_wire(stat)
    assert stat == from_wire(STORED, catalogue, unnoted)


def test_the_sparse_shape_gives_the_same_readings_back(catalogue: Catalogue) -> None:
    stat = from_wire(STORED, catalogue, unnoted)
    assert stat is not None
    sparse = to_sparse_wire(stat)
    assert "stats.min" not in sparse["mem"]
    assert from_wire(sparse, catalogue, unnoted) == stat


def test_typed_figures_that_are_missing_are_null(catalogue: Catalogue) -> None:
    stat = from_wire({"net_rx": {"current": "1"}}, catalogue, unnoted)
    assert stat is not None
    assert stat.metrics == (
        Reading(name="net_rx", kind=MetricKind.RATE, unit_hint="bps", current=Decimal(1)),
    )


@pytest.mark.parametrize("stored", [{}, None, [], "{}", 5, {"mem": 5}, {5: {"current": "1"}}])
def test_a_stored_value_without_metrics_is_null(stored: object, catalogue: Catalogue) -> None:
    assert from_wire(stored, catalogue, lambda flaw: None) is None


def test_what_cannot_be_read_is_left_out_and_noted_and_hides_no_neighbour(
    catalogue: Catalogue,
) -> None:
    flaws: Counter[Flaw] = Counter()
    stored = {"mem": {"current": "much", "capacity": "NaN", "pct": "1"}, "cpu_used": None}
    stat = from_wire(stored, catalogue, lambda flaw: flaws.update((flaw,)))
    assert stat is not None
    assert to_sparse_wire(stat) == {"mem": {"pct": "1", "unit_hint": "bytes"}}
    assert flaws == {Flaw.FIGURE: 2, Flaw.METRIC: 1}


def test_a_share_that_is_missing_is_computed(catalogue: Catalogue) -> None:
    stat = LiveStat.of(
        [Reading(name="mem", kind=MetricKind.GAUGE, unit_hint="bytes", capacity=Decimal(8))]
    )
    assert stat is not None
    assert to_wire(stat)["mem"]["pct"] == "0.00"
