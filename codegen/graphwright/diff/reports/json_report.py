"""The report for programs; `report.schema.json` beside this file describes it.

`version` is 1. It rises when a key changes its meaning or goes; keys may be added without.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphwright.diff.change import Acknowledgement, Breakage, Change, Resolver
    from graphwright.diff.review import Review
    from graphwright.elements.snapshot import Place
    from graphwright.errors import Diagnostic

VERSION = 1


def json_report(review: Review) -> str:
    """The review as a JSON document."""
    return json.dumps(_document(review), indent=2, ensure_ascii=False) + "\n"


def _document(review: Review) -> dict[str, Any]:
    counts = {level.word: count for level, count in review.counts.items()}
    return {
        "version": VERSION,
        "old": review.old.label,
        "new": review.new.label,
        "summary": {
            **counts,
            "toApprove": len(review.to_approve),
            "problems": len(review.problems),
            "passes": review.passes,
            "failOn": review.fail_on.word,
        },
        "operations": None if review.operations is None else list(review.operations),
        "changes": [_change(change, review) for change in review.changes],
        "problems": [_problem(problem) for problem in review.problems],
    }


def _change(change: Change, review: Review) -> dict[str, Any]:
    finding = change.finding
    return {
        "code": change.code,
        "level": change.level.word,
        "ruleLevel": change.rule_level.word,
        "kind": finding.kind.value,
        "element": finding.coordinate,
        "message": finding.message,
        "reason": change.reason,
        "notes": list(change.notes),
        "old": _place(finding.old),
        "new": _place(finding.new),
        "toApprove": review.needs_approval(change),
        "acknowledgement": _acknowledgement(change.acknowledgement),
        "breaks": None if change.breakages is None else list(map(_breakage, change.breakages)),
        "resolvers": None if change.resolvers is None else list(map(_resolver, change.resolvers)),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    if not place.exact:
        return {"path": place.path, "line": None, "column": None}
    return {"path": place.path, "line": place.line, "column": place.column}


def _acknowledgement(entry: Acknowledgement | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {"reason": entry.reason, "until": entry.until, "path": entry.path, "line": entry.line}


def _breakage(breakage: Breakage) -> dict[str, Any]:
    return {
        "operation": breakage.operation,
        "path": breakage.path,
        "throughVariable": breakage.through_variable,
        "place": _place(breakage.place),
    }


def _resolver(resolver: Resolver) -> dict[str, Any]:
    return {"name": resolver.name, "path": resolver.path, "line": resolver.line}


def _problem(problem: Diagnostic) -> dict[str, Any]:
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
    }
