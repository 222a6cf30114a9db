"""What a source says of a kernel: readings of its metrics, nothing, or why there is no answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from kernelgraph.livestat.figures import wire_figures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from kernelgraph.livestat.figures import WireFigures
    from kernelgraph_api.enums import MetricKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One metric of one kernel; null for a figure that the source does not have."""

    name: str
    kind: MetricKind
    unit_hint: str
    current: Decimal | None = None
    capacity: Decimal | None = None
    capacity_is_null: bool = False
    """Whether the producer said itself that there is no capacity, rather than saying nothing."""
    pct: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    sum: Decimal | None = None
    avg: Decimal | None = None
    diff: Decimal | None = None
    rate: Decimal | None = None
    version: int | None = None


@dataclass(frozen=True)
class LiveStat:
    """The metrics of one kernel, sorted by name; at least one."""

    metrics: tuple[Reading, ...]

    @cached_property
    def wire(self) -> Mapping[str, WireFigures]:
        """The figures of each metric as texts: made once, because many requests share an answer."""
        return {reading.name: wire_figures(reading) for reading in self.metrics}

    @classmethod
    def of(cls, readings: list[Reading]) -> LiveStat | None:
        """The readings in the order of their names; null if there are none."""
        if not readings:
            return None
        return cls(tuple(sorted(readings, key=lambda reading: reading.name)))


class Failure(Enum):
    """Why a source did not answer; the value names the metric."""

    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"
    """It answered that the query is not one that it takes."""
    BROKEN = "broken"
    """It answered that it is broken or overloaded."""
    MALFORMED = "malformed"
    """Its answer makes no sense, or only part of it came."""
    TOO_LARGE = "too_large"
    SUSPENDED = "suspended"
    """It was not asked, because it failed too often of late."""

    @property
    def is_of_source(self) -> bool:
        """Whether the source as a whole is to blame, not the one query."""
        return self not in {Failure.REFUSED, Failure.TOO_LARGE}


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The source did not answer for a kernel."""

    reason: Failure


Outcome: TypeAlias = "LiveStat | Unavailable | None"
"""What became of a question for one kernel; null if the source knows nothing of it."""
