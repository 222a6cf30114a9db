"""What metrics are: their kind, unit and boundedness.

The metrics that every kernel has are declared in the SDL and come in as a mapping by name.
Plugins for accelerators bring metrics of their own, which are told by the ends of their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping


class MetricKind(Enum):
    """How the figure of a metric comes from what was sampled."""

    GAUGE = "GAUGE"
    """The sample itself."""
    RATE = "RATE"
    """The growth per second, shown as a rate."""
    DIFF = "DIFF"
    """The growth per second, shown as a share of the capacity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """What is known of a metric before anything was sampled."""

    name: str
    kind: MetricKind
    unit_hint: str
    bounded: bool
    """Whether there is a most that it can be; if not, any exported capacity is ignored."""
    capacity: int | None = None
    """Its capacity where none is exported."""
    rated: bool = False
    """Whether the growth per second of a GAUGE is wanted beside its figure."""


Catalogue: TypeAlias = "Mapping[str, Metric]"
"""The declared metrics by name."""

_UNITS_BY_SUFFIX: Final = (
    ("_mem", "bytes"),
    ("_util", "percent"),
    ("_power", "Watts"),
    ("_temperature", "Celsius"),
)
_UNITS_BY_PREFIX: Final = (("io_", "bytes"), ("net_", "bps"))


def describe(name: str, catalogue: Catalogue) -> Metric:
    """The declared metric of this name, else a bounded gauge with the unit that the name tells."""
    declared = catalogue.get(name)
    if declared is not None:
        return declared
    return Metric(name=name, kind=MetricKind.GAUGE, unit_hint=_unit_hint(name), bounded=True)


def _unit_hint(name: str) -> str:
    for suffix, unit in _UNITS_BY_SUFFIX:
        if name.endswith(suffix):
            return unit
    for prefix, unit in _UNITS_BY_PREFIX:
        if name.startswith(prefix):
            return unit
    return name
