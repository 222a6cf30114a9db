"""The differences between the legacy store and Prometheus that are known and accepted.

A rule is a reason and a condition; the first whose condition holds accepts the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kernelgraph.livestat.converter import UNBOUNDED
from kernelgraph_api.enums import MetricKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kernelgraph.livestat.figures import WireFigures
    from kernelgraph_api.directives import MetricDirective


@dataclass(frozen=True, slots=True)
class Case:
    """A figure that differs, with all figures of its metric on both sides; missing ones absent."""

    metric: MetricDirective
    field: str
    legacy: WireFigures
    live: WireFigures

    @property
    def is_on_both_sides(self) -> bool:
        """Whether both sides have the figure at all."""
        return None not in (self.legacy.get(self.field), self.live.get(self.field))


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A known difference."""

    reason: str
    covers: Callable[[Case], bool]


def reason_to_accept(case: Case) -> str | None:
    """Why the difference is fine; null if nothing explains it."""
    return next((rule.reason for rule in ACCEPTANCES if rule.covers(case)), None)


def _is_rate(case: Case) -> bool:
    if not case.is_on_both_sides:
        return False
    if case.metric.kind is MetricKind.GAUGE:
        return case.metric.rated and case.field == "stats.rate"
    return case.field in {"current", "pct", "stats.diff", "stats.rate"}


def _is_capacity_of_unbounded(case: Case) -> bool:
    return (
        case.field == "capacity"
        and not case.metric.bounded
        and case.live.get("capacity") == str(UNBOUNDED)
    )


def _is_pct_without_capacity(case: Case) -> bool:
    return (
        case.field == "pct"
        and case.legacy.get("pct") == "0.00"
        and case.legacy.get("capacity") in {None, "0"}
        and case.live.get("pct") is None
    )


def _is_extra_statistic(case: Case) -> bool:
    return case.field.startswith("stats.") and case.legacy.get(case.field) is None


def _is_of_raw_counter(case: Case) -> bool:
    return (
        case.is_on_both_sides
        and case.metric.kind is MetricKind.DIFF
        and case.field in {"stats.max", "stats.avg"}
    )


def _is_version(case: Case) -> bool:
    return case.field == "stats.version" and case.live.get(case.field) is None


ACCEPTANCES: Final = (
    Acceptance("of the last two samples there, mean of the window here", _is_rate),
    Acceptance("metrics without a bound have one capacity here", _is_capacity_of_unbounded),
    Acceptance('"0.00" there for want of a capacity', _is_pct_without_capacity),
    Acceptance("only some statistics there", _is_extra_statistic),
    Acceptance("over the raw counter there, over its rate here", _is_of_raw_counter),
    Acceptance("names the writer's format, no figure", _is_version),
)
