"""The figures of a reading as texts, as the wire shape has them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from graphwright.runtime.scalars import serialize_decimal
from kernelgraph.livestat.numbers import fixed_text, percent

if TYPE_CHECKING:
    from kernelgraph.livestat.reading import Reading

WireFigures: TypeAlias = "dict[str, str | int | None]"

_ZERO: Final = Decimal(0)

ATTRIBUTES: Final = {
    "current": "current",
    "capacity": "capacity",
    "pct": "pct",
    "unit_hint": "unit_hint",
    "stats.min": "min",
    "stats.max": "max",
    "stats.sum": "sum",
    "stats.avg": "avg",
    "stats.diff": "diff",
    "stats.rate": "rate",
    "stats.version": "version",
}
"""The attribute of a reading for each figure of the wire shape."""


def wire_figures(reading: Reading) -> WireFigures:
    """All figures; "0" for one that is missing."""
    return {
        "current": _text(reading.current),
        "capacity": None if reading.capacity_is_null else _text(reading.capacity),
        "pct": _pct(reading),
        "unit_hint": reading.unit_hint,
        "stats.min": _text(reading.min),
        "stats.max": _text(reading.max),
        "stats.sum": _text(reading.sum),
        "stats.avg": _text(reading.avg),
        "stats.diff": _text(reading.diff),
        "stats.rate": _text(reading.rate),
        "stats.version": reading.version,
    }


def _text(number: Decimal | None) -> str:
    return "0" if number is None else serialize_decimal(number)


def _pct(reading: Reading) -> str:
    """The share of the capacity with two decimals; a missing `current` is shown as 0, so is this."""
    if reading.pct is not None:
        return fixed_text(reading.pct)
    if reading.capacity is None:
        return "0"
    share = percent(_ZERO if reading.current is None else reading.current, reading.capacity)
    return "0" if share is None else fixed_text(share)
