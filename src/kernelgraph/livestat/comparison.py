"""Compares what two sources say of the same kernels, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from kernelgraph.livestat.acceptance import Case, reason_to_accept
from kernelgraph.livestat.catalogue import describe
from kernelgraph.livestat.numbers import parse_number
from kernelgraph.livestat.wire import to_sparse_wire

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.figures import WireFigures
    from kernelgraph.livestat.reading import LiveStat
    from kernelgraph.livestat.wire import WireStat

FIELDS: Final = (
    *("current", "capacity", "pct", "unit_hint"),
    *("stats.min", "stats.max", "stats.sum", "stats.avg", "stats.diff", "stats.rate"),
    "stats.version",
)
WHOLE: Final = "(all)"
"""Stands for the fields of a metric, or the metrics of a kernel, that only one side has."""

_OF_OPERATOR: Final = "accepted by whoever asked"


class Verdict(Enum):
    """What came of comparing two figures."""

    EQUAL = "equal"
    ACCEPTED = "accepted difference"
    DIFFERENT = "difference"


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says."""

    name: str
    legacy: bool
    """Whether the figures were computed as the legacy store's are."""
    stats: Mapping[UUID, LiveStat | None]


@dataclass(frozen=True, slots=True)
class Leniency:
    """What whoever asks accepts beside the known differences."""

    tolerance: Decimal = Decimal(0)
    """By how many hundredths of the larger one two numbers may differ and be equal."""
    patterns: Sequence[tuple[str, str]] = ()
    """Patterns of metrics and fields, with `*` and `?`."""

    def accepts(self, metric: str, field: str) -> bool:
        """Whether any difference is fine."""
        return any(fnmatchcase(metric, m) and fnmatchcase(field, f) for m, f in self.patterns)


@dataclass(frozen=True, slots=True)
class Finding:
    """Two figures of one kernel; null for one that a side does not have."""

    kernel_id: UUID
    metric: str
    field: str
    left: str | None
    right: str | None
    verdict: Verdict
    reason: str | None = None


def compare(left: Side, right: Side, catalogue: Catalogue, leniency: Leniency) -> Sequence[Finding]:
    """A finding for each figure of each kernel of either side, by kernel, metric and field."""
    judge = _Judge(left, right, catalogue, leniency)
    kernel_ids = sorted(left.stats.keys() | right.stats.keys())
    return [finding for kernel_id in kernel_ids for finding in judge.kernel(kernel_id)]


class _Judge:
    def __init__(self, left: Side, right: Side, catalogue: Catalogue, leniency: Leniency) -> None:
        self._left = left
        self._right = right
        self._catalogue = catalogue
        self._leniency = leniency

    def kernel(self, kernel_id: UUID) -> Iterator[Finding]:
        left, right = self._left.stats.get(kernel_id), self._right.stats.get(kernel_id)
        if left is None and right is None:
            yield Finding(kernel_id, WHOLE, WHOLE, None, None, Verdict.EQUAL)
        elif left is None or right is None:
            yield self._one_sided(kernel_id, WHOLE, left is not None)
        else:
            yield from self._metrics(kernel_id, to_sparse_wire(left), to_sparse_wire(right))

    def _metrics(self, kernel_id: UUID, left: WireStat, right: WireStat) -> Iterator[Finding]:
        for metric in sorted(left.keys() | right.keys()):
            if metric in left and metric in right:
                for field in FIELDS:
                    yield self._field(kernel_id, metric, field, left[metric], right[metric])
            else:
                yield self._one_sided(kernel_id, metric, metric in left)

    def _one_sided(self, kernel_id: UUID, metric: str, is_left: bool) -> Finding:
        left, right = ("present", None) if is_left else (None, "present")
        if self._leniency.accepts(metric, WHOLE):
            return Finding(kernel_id, metric, WHOLE, left, right, Verdict.ACCEPTED, _OF_OPERATOR)
        return Finding(kernel_id, metric, WHOLE, left, right, Verdict.DIFFERENT)

    def _field(
        self, kernel_id: UUID, metric: str, field: str, left: WireFigures, right: WireFigures
    ) -> Finding:
        texts = _text(left.get(field)), _text(right.get(field))
        if self._is_equal(*texts):
            return Finding(kernel_id, metric, field, *texts, Verdict.EQUAL)
        reason = self._reason(metric, field, left, right)
        verdict = Verdict.DIFFERENT if reason is None else Verdict.ACCEPTED
        return Finding(kernel_id, metric, field, *texts, verdict, reason)

    def _reason(self, metric: str, field: str, left: WireFigures, right: WireFigures) -> str | None:
        if self._left.legacy != self._right.legacy:
            legacy, live = (left, right) if self._left.legacy else (right, left)
            known = reason_to_accept(Case(describe(metric, self._catalogue), field, legacy, live))
            if known is not None:
                return known
        return _OF_OPERATOR if self._leniency.accepts(metric, field) else None

    def _is_equal(self, left: str | None, right: str | None) -> bool:
        if left is None or right is None or left == right:
            return left == right
        numbers = parse_number(left), parse_number(right)
        if numbers[0] is None or numbers[1] is None:
            return False
        largest = max(abs(numbers[0]), abs(numbers[1]))
        return abs(numbers[0] - numbers[1]) * 100 <= largest * self._leniency.tolerance


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
