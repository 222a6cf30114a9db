"""The report as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from graphwright.diff.catalogue import RULES
from graphwright.diff.change import Breakage, Change, Level
from graphwright.diff.reports.wording import broken_path

if TYPE_CHECKING:
    from graphwright.diff.review import Review
    from graphwright.diff.rule import Rule
    from graphwright.elements.snapshot import Place
    from graphwright.errors import Diagnostic

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.BREAKING: "error", Level.DANGEROUS: "warning", Level.SAFE: "note"}
_PROBLEMS = {
    "GW611": "An added element does not say since when it exists.",
    "GW612": "An added element says that it came in another version.",
    "GW621": "An acknowledgement of a change that is not there to be approved.",
    "GW622": "An acknowledgement that has expired.",
}


def sarif_report(review: Review) -> str:
    """A SARIF log with one run; acknowledged changes are suppressed results."""
    rules = [*map(_rule, RULES), *(_problem_rule(*entry) for entry in _PROBLEMS.items())]
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    results = [
        *(_change(change, places) for change in review.changes),
        *(_problem(problem, places) for problem in review.problems),
    ]
    run = {
        "tool": {"driver": {"name": "graphwright diff", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.code.replace("_", " ").capitalize() + "."},
        "fullDescription": {"text": rule.reason},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _problem_rule(code: str, text: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "defaultConfiguration": {"level": "error"},
    }


def _change(change: Change, places: dict[str, int]) -> dict[str, Any]:
    text = " ".join((change.finding.message, change.reason, *change.notes))
    result: dict[str, Any] = {
        "ruleId": change.code,
        "ruleIndex": places[change.code],
        "level": _LEVELS[change.level],
        "message": {"text": text},
        "locations": _locations(change.new_place or change.place),
        "partialFingerprints": {"change/v1": _fingerprint(change.key, change.finding.message)},
    }
    if change.breakages:
        result["relatedLocations"] = [_breakage(breakage) for breakage in change.breakages]
    if change.acknowledgement:
        reason = change.acknowledgement.reason
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    return result


def _breakage(breakage: Breakage) -> dict[str, Any]:
    text = f"{breakage.operation} breaks: {broken_path(breakage)}"
    return {**_physical(breakage.place), "message": {"text": text}}


def _problem(problem: Diagnostic, places: dict[str, int]) -> dict[str, Any]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    location = {"artifactLocation": {"uri": problem.path}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": places[problem.code],
        "level": "error",
        "message": {"text": f"{problem.message} {problem.hint}".rstrip()},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"change/v1": _fingerprint(problem.code, problem.message)},
    }


def _locations(place: Place | None) -> list[dict[str, Any]]:
    return [_physical(place)] if place else []


def _physical(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": place.path}}
    if place.exact:
        location["region"] = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": location}


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]
