"""The report for programs.

`version` is 1. It rises when a key changes its meaning or goes; keys may be added without.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphwright.lint.report import Problem, Report

VERSION = 1


def json_report(report: Report) -> str:
    """The report as a JSON document."""
    document = {
        "version": VERSION,
        "summary": {
            "errors": report.errors,
            "warnings": report.warnings,
            "allowed": report.allowed,
            "fixable": report.fixable,
            "fixed": report.fixed,
            "files": report.files,
            "failOn": report.fail_on.value,
            "passes": report.passes,
        },
        "problems": [_problem(problem) for problem in report.problems],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "path": problem.spot.path,
        "line": problem.spot.line,
        "column": problem.spot.column,
        "fixable": bool(problem.edits),
    }
