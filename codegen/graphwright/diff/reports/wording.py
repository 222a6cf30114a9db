"""Phrases that several reports share."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from graphwright.diff.change import Breakage, Change, Level

if TYPE_CHECKING:
    from graphwright.diff.review import Review
    from graphwright.elements.snapshot import Place


def headline(review: Review) -> str:
    """The counts in one sentence, the worst first."""
    total = len(review.changes)
    if not total:
        return "No changes."
    parts = [f"{count} {level.word}" for level, count in review.counts.items() if count]
    return f"{', '.join(parts)} {'change' if total == 1 else 'changes'}."


def verdict(review: Review) -> str:
    """What is left to do, in one sentence."""
    parts: list[str] = []
    if review.to_approve:
        parts.append(f"{counted(len(review.to_approve), 'change')} to approve")
    if review.problems:
        parts.append(f"{counted(len(review.problems), 'problem')} to mend")
    if parts:
        return f"{' and '.join(parts)}."
    return "Nothing to approve."


def way_to_approve(review: Review) -> tuple[str, tuple[str, ...]] | None:
    """How a change is approved: a sentence, and an entry for the first that waits; None if none does."""
    if not review.to_approve or review.acknowledged_in is None:
        return None
    first = review.to_approve[0]
    steps = f"add an entry to {review.acknowledged_in or 'a file and name it with --acknowledged'}"
    if review.next_version is None:
        is_own = review.acknowledged_in and "say next_version in [tool.graphwright.diff]"
        steps += f", and {is_own or 'give --next-version'}"
    entry = {
        "change": first.code,
        "element": first.finding.coordinate,
        "reason": "Why it is wanted.",
        "until": str(review.next_version or "the last version for which it holds"),
    }
    lines = (f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in entry.items())
    return f"To approve a change, {steps}:", ("[[acknowledged]]", *lines)


def counted(number: int, noun: str) -> str:
    """The number with the noun, in the plural unless it is one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def seen(change: Change) -> str:
    """Where the change is seen; empty when no file shows it."""
    place = change.place
    if place is None:
        return ""
    return f"{place} (before)" if change.finding.new is None else str(place)


def unbroken(change: Change, review: Review) -> str:
    """The sentence that none of the known operations breaks; empty where that cannot be said."""
    if change.breakages is None or change.breakages or change.rule_level is not Level.BREAKING:
        return ""
    known = len(review.operations or ())
    if known == 0:
        return "No operations are known."
    return f"None of the {counted(known, 'known operation')} breaks."


#: How many resolvers of one change are named.
_RESOLVERS = 5


def resolved(change: Change) -> tuple[list[tuple[str, str]], int]:
    """Names and places of the first resolvers of what changed, and how many more there are."""
    resolvers = change.resolvers or ()
    shown = [(each.name, f"{each.path}:{each.line}") for each in resolvers[:_RESOLVERS]]
    return shown, len(resolvers) - len(shown)


def by_operation(change: Change) -> list[tuple[str, list[Breakage]]]:
    """The breakages of each operation, in the order of their names."""
    ordered = sorted(change.breakages or (), key=_where)
    return [(name, list(group)) for name, group in groupby(ordered, key=lambda b: b.operation)]


def broken_path(breakage: Breakage) -> str:
    """What the operation asks for there."""
    if breakage.through_variable:
        return f"{breakage.path} (if the variable carries it)"
    return breakage.path


def line_of(place: Place) -> str:
    """The file and line, without the column."""
    return f"{place.path}:{place.line}" if place.exact else place.path


def _where(breakage: Breakage) -> tuple[str, str, int, str]:
    return breakage.operation, breakage.place.path, breakage.place.line, breakage.path
