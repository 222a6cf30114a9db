"""The report for GitLab's Code Quality widget."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from graphwright.diff.change import Change, Level
from graphwright.diff.reports.wording import by_operation

if TYPE_CHECKING:
    from graphwright.diff.review import Review
    from graphwright.elements.snapshot import Place
    from graphwright.errors import Diagnostic


def gitlab_report(review: Review) -> str:
    """A JSON list with one entry for each problem and each change."""
    entries = [
        *(_change(change, review) for change in review.changes),
        *(_problem(problem) for problem in review.problems),
    ]
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"


def _change(change: Change, review: Review) -> dict[str, Any]:
    names = [name for name, _ in by_operation(change)]
    broken = f" Breaks {', '.join(names)}." if names else ""
    return {
        "description": f"{change.finding.message} {change.reason}{broken}",
        "check_name": change.code,
        "fingerprint": _fingerprint(change.key, change.finding.message),
        "severity": _severity(change, review),
        "location": _location(change.new_place or change.place),
    }


def _severity(change: Change, review: Review) -> str:
    if review.needs_approval(change):
        return "blocker" if change.level is Level.BREAKING else "critical"
    return {Level.BREAKING: "major", Level.DANGEROUS: "minor", Level.SAFE: "info"}[change.level]


def _location(place: Place | None) -> dict[str, Any]:
    path, line = (place.path, place.line) if place else ("schema", 1)
    return {"path": path, "lines": {"begin": line}}


def _problem(problem: Diagnostic) -> dict[str, Any]:
    return {
        "description": f"{problem.message} {problem.hint}".rstrip(),
        "check_name": problem.code,
        "fingerprint": _fingerprint(problem.code, problem.path, problem.message),
        "severity": "blocker",
        "location": {"path": problem.path, "lines": {"begin": problem.line}},
    }


def _fingerprint(*parts: str) -> str:
    """A name that stays while lines move."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]
