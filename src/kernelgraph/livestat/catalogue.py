"""What metrics are: their kind, unit and boundedness.

The metrics that every kernel has are declared in the SDL. Plugins for accelerators bring metrics
of their own, which are told by the ends of their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from kernelgraph_api.directives import METRIC_OF_KERNEL_METRIC, MetricDirective
from kernelgraph_api.enums import MetricKind

Catalogue: TypeAlias = Mapping[str, MetricDirective]
"""The declared metrics by name."""

_UNITS_BY_SUFFIX: Final = (
    ("_mem", "bytes"),
    ("_util", "percent"),
    ("_power", "Watts"),
    ("_temperature", "Celsius"),
)
_UNITS_BY_PREFIX: Final = (("io_", "bytes"), ("net_", "bps"))


def declared_metrics() -> Catalogue:
    """The metrics that the SDL declares."""
    return {metric.name: metric for metric in METRIC_OF_KERNEL_METRIC.values()}


def describe(name: str, catalogue: Catalogue) -> MetricDirective:
    """The declared metric of this name, else a bounded gauge with the unit that the name tells."""
    declared = catalogue.get(name)
    if declared is not None:
        return declared
    return MetricDirective(
        name=name, kind=MetricKind.GAUGE, unit_hint=_unit_hint(name), bounded=True
    )


def _unit_hint(name: str) -> str:
    for suffix, unit in _UNITS_BY_SUFFIX:
        if name.endswith(suffix):
            return unit
    for prefix, unit in _UNITS_BY_PREFIX:
        if name.startswith(prefix):
            return unit
    return name
