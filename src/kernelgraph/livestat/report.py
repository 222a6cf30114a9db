"""Shows what came of a comparison: a line for each metric and field, as a table or as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

import orjson

from kernelgraph.livestat.comparison import FIELDS, WHOLE, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kernelgraph.livestat.comparison import Finding

_ORDER: Final = {field: position for position, field in enumerate((WHOLE, *FIELDS))}
_SEVERITY: Final = (Verdict.DIFFERENT, Verdict.ACCEPTED, Verdict.EQUAL)
_EXAMPLES: Final = 3
_HEADINGS: Final = ("METRIC", "FIELD", "VERDICT", "KERNELS", "LEFT", "RIGHT", "REASON")
_MISSING: Final = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """The findings about one field of one metric, the most serious first."""

    metric: str
    field: str
    findings: Sequence[Finding]

    @property
    def verdict(self) -> Verdict:
        """The most serious verdict."""
        return self.findings[0].verdict

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many kernels each verdict was passed for."""
        verdicts = [finding.verdict for finding in self.findings]
        return {verdict: verdicts.count(verdict) for verdict in _SEVERITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A comparison as a whole."""

    left: str
    right: str
    kernels: int
    """How many were compared."""
    only_left: int = 0
    """How many only one side knows, and that therefore were not compared."""
    only_right: int = 0
    lines: Sequence[Line]

    @property
    def is_explained(self) -> bool:
        """Whether all differences are accepted."""
        return all(line.verdict is not Verdict.DIFFERENT for line in self.lines)


def lines_of(findings: Sequence[Finding]) -> Sequence[Line]:
    """The findings by metric and field."""

    def key(finding: Finding) -> tuple[str, int]:
        return finding.metric, _ORDER[finding.field]

    def severity(finding: Finding) -> int:
        return _SEVERITY.index(finding.verdict)

    groups = (list(group) for _, group in groupby(sorted(findings, key=key), key))
    return [Line(group[0].metric, group[0].field, sorted(group, key=severity)) for group in groups]


def as_table(report: Report, *, hide_equal: bool = False) -> str:
    """The report for people, with one example for each line."""
    shown = [line for line in report.lines if not (hide_equal and line.verdict is Verdict.EQUAL)]
    rows = [_HEADINGS, *(_row(line) for line in shown)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    differences = sum(line.verdict is Verdict.DIFFERENT for line in report.lines)
    summary = [
        f"left:  {report.left}",
        f"right: {report.right}",
        f"{report.kernels} kernels compared; {report.only_left} only left, "
        f"{report.only_right} only right",
        f"{differences} of {len(report.lines)} fields with a difference that nothing explains",
    ]
    return "\n".join((*table, "", *summary))


def as_json(report: Report) -> str:
    """The report for programs, with a few examples for each line."""
    document = {
        "left": report.left,
        "right": report.right,
        "kernels": report.kernels,
        "onlyLeft": report.only_left,
        "onlyRight": report.only_right,
        "explained": report.is_explained,
        "fields": [_fields(line) for line in report.lines],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()


def _row(line: Line) -> tuple[str, ...]:
    example = line.findings[0]
    counts = " ".join(f"{count} {verdict.value}" for verdict, count in line.counts.items() if count)
    return (
        line.metric,
        line.field,
        line.verdict.value,
        counts if len(set(line.counts.values()) - {0}) > 1 else str(len(line.findings)),
        example.left or _MISSING,
        example.right or _MISSING,
        example.reason or "",
    )


def _fields(line: Line) -> Mapping[str, object]:
    unequal = [finding for finding in line.findings if finding.verdict is not Verdict.EQUAL]
    return {
        "metric": line.metric,
        "field": line.field,
        "verdict": line.verdict.value,
        "counts": {verdict.value: count for verdict, count in line.counts.items()},
        "reasons": sorted({finding.reason for finding in unequal if finding.reason}),
        "examples": [
            {"kernel": str(finding.kernel_id), "left": finding.left, "right": finding.right}
            for finding in unequal[:_EXAMPLES]
        ],
    }
