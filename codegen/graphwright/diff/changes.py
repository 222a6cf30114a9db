"""Every change between two snapshots, as the rules class them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.catalogue import RULES
from graphwright.diff.change import Change, Finding
from graphwright.diff.comparison import Comparison, compare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphwright.diff.rule import Rule
    from graphwright.elements.snapshot import Place, Snapshot


def find_changes(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    """The changes, the worst first, those of one level by place."""
    return run_rules(RULES, compare(old, new))


def run_rules(rules: Iterable[Rule], comparison: Comparison) -> tuple[Change, ...]:
    """What the rules find, in the order of a report."""
    return in_order(
        Change(
            code=rule.code,
            level=rule.level,
            rule_level=rule.level,
            reason=rule.reason,
            finding=finding,
            near=_near(finding, comparison),
        )
        for rule in rules
        for finding in rule.find(comparison)
    )


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes sorted: the worst first, of these what nobody acknowledged and what breaks known
    operations, then by file and line.
    """
    return tuple(sorted(changes, key=_rank))


def _rank(change: Change) -> tuple[int, bool, bool, str, int, int, str, str]:
    place = change.place
    path, line, column = (place.path, place.line, place.column) if place else ("", 0, 0)
    return (
        -change.level,
        change.acknowledgement is not None,
        not change.breakages,
        path,
        line,
        column,
        change.finding.coordinate,
        change.code,
    )


def _near(finding: Finding, comparison: Comparison) -> Place | None:
    """Where the side that lacks the element still has what it belongs to."""
    seen = finding.new or finding.old
    if (finding.old and finding.new) or seen is None:
        return None
    lacking = comparison.old if finding.new else comparison.new
    return lacking.nearest(finding.parent, seen.path) if finding.parent else None
