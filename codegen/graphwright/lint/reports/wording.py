"""Sentences that several reports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphwright.lint.report import Report


def summary(report: Report) -> str:
    """How many problems there are, in one line."""
    parts = [_number(report.errors, "error"), _number(report.warnings, "warning")]
    text = f"{' and '.join(parts)} in {_number(report.files, 'file')}."
    if not report.problems:
        text = f"Nothing to mend in {_number(report.files, 'file')}."
    if report.fixed:
        text = f"{_number(report.fixed, 'problem')} mended. {text}"
    if report.allowed:
        text += f" {_number(report.allowed, 'finding')} allowed."
    if report.fixable:
        text += f" --fix would mend {report.fixable}."
    return text


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
