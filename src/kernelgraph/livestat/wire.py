"""The wire shape of live statistics: what existing consumers parse, and what was stored before.

An object from metric to figures. All figures but two are texts, with "0" for one that is missing;
`capacity` may be null if its producer said so, `stats.version` is a number or null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from kernelgraph.livestat.catalogue import describe
from kernelgraph.livestat.figures import ATTRIBUTES
from kernelgraph.livestat.flaws import Flaw, NoteFlaw
from kernelgraph.livestat.numbers import parse_number
from kernelgraph.livestat.reading import LiveStat, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.figures import WireFigures

WireStat: TypeAlias = "Mapping[str, WireFigures]"


def to_wire(stat: LiveStat) -> WireStat:
    """The complete wire shape, metrics sorted by name; the same for all who ask."""
    return stat.wire


def to_sparse_wire(stat: LiveStat) -> WireStat:
    """The wire shape without the figures that are missing; `from_wire` gives the same back."""
    return {
        reading.name: {
            key: value
            for key, value in stat.wire[reading.name].items()
            if getattr(reading, ATTRIBUTES[key]) is not None
            or (key == "capacity" and reading.capacity_is_null)
        }
        for reading in stat.metrics
    }


def from_wire(stored: object, catalogue: Catalogue, note: NoteFlaw) -> LiveStat | None:
    """The readings of a stored map; null if nothing in it can be read.

    Any value is taken: a metric or figure that cannot be read is left out and noted, and hides
    none of its neighbours.
    """
    if not isinstance(stored, dict):
        note(Flaw.PAYLOAD)
        return None
    readings: list[Reading] = []
    for name, figures in cast("dict[object, object]", stored).items():
        if isinstance(name, str) and isinstance(figures, dict):
            readings.append(_reading(name, cast("dict[object, object]", figures), catalogue, note))
        else:
            note(Flaw.METRIC)
    return LiveStat.of(readings)


def _reading(
    name: str, figures: Mapping[object, object], catalogue: Catalogue, note: NoteFlaw
) -> Reading:
    metric = describe(name, catalogue)

    def number(key: str) -> Decimal | None:
        value = figures.get(key)
        parsed = parse_number(value)
        if parsed is None and value is not None:
            note(Flaw.FIGURE)
        return parsed

    unit_hint = figures.get("unit_hint")
    version = figures.get("stats.version")
    return Reading(
        name=name,
        kind=metric.kind,
        unit_hint=unit_hint if isinstance(unit_hint, str) else metric.unit_hint,
        current=number("current"),
        capacity=number("capacity"),
        capacity_is_null="capacity" in figures and figures["capacity"] is None,
        pct=number("pct"),
        min=number("stats.min"),
        max=number("stats.max"),
        sum=number("stats.sum"),
        avg=number("stats.avg"),
        diff=number("stats.diff"),
        rate=number("stats.rate"),
        version=version if isinstance(version, int) and not isinstance(version, bool) else None,
    )
