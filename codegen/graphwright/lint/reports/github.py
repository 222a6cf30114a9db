"""The report as annotations of GitHub's checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.annotations import annotation
from graphwright.lint.reports.wording import summary
from graphwright.lint.rule import Severity

if TYPE_CHECKING:
    from graphwright.lint.report import Problem, Report


def github_report(report: Report) -> str:
    """One command a problem and a notice of the counts; errors come first, as GitHub shows but a few."""
    errors = [item for item in report.problems if item.severity is Severity.ERROR]
    warnings = [item for item in report.problems if item.severity is not Severity.ERROR]
    lines = [*map(_problem, errors), *map(_problem, warnings)]
    lines.append(annotation("notice", {"title": "Schema lint"}, summary(report)))
    return "".join(f"{line}\n" for line in lines)


def _problem(problem: Problem) -> str:
    spot = problem.spot
    properties = {
        "file": spot.path,
        "line": str(spot.line),
        "col": str(spot.column),
        "title": problem.rule,
    }
    text = f"{problem.message} {problem.hint}".rstrip()
    return annotation(problem.severity.value, properties, text)
