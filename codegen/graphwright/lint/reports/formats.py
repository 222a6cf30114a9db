"""The table of report formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.reports.github import github_report
from graphwright.lint.reports.json_report import json_report
from graphwright.lint.reports.text import text_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graphwright.lint.report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": text_report,
    "json": json_report,
    "github": github_report,
}
