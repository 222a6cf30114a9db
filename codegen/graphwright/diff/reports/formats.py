"""The table of report formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.reports.github import github_report
from graphwright.diff.reports.gitlab import gitlab_report
from graphwright.diff.reports.html_report import html_report
from graphwright.diff.reports.json_report import json_report
from graphwright.diff.reports.markdown import markdown_report
from graphwright.diff.reports.sarif import sarif_report
from graphwright.diff.reports.text import text_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graphwright.diff.review import Review

FORMATS: Mapping[str, Callable[[Review], str]] = {
    "text": text_report,
    "json": json_report,
    "markdown": markdown_report,
    "github": github_report,
    "gitlab": gitlab_report,
    "sarif": sarif_report,
    "html": html_report,
}
