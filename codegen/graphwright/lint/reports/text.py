"""The report for a terminal or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphwright.lint.reports.wording import summary
from graphwright.lint.rule import Severity

if TYPE_CHECKING:
    from graphwright.lint.report import Problem, Report


def text_report(report: Report) -> str:
    """The report with ANSI colours; click strips those where it does not write to a terminal."""
    colour = "green" if not report.problems else "red" if report.errors else "yellow"
    last = click.style(summary(report), fg=colour, bold=True)
    return "\n".join([*map(_problem, report.problems), last]) + "\n"


def _problem(problem: Problem) -> str:
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    styled = click.style(problem.rule, fg=colour)
    return str(problem.diagnostic).replace(f" {problem.rule} ", f" {styled} ", 1)
