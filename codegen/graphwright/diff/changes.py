"""Every change between two snapshots, as the rules class them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.catalogue import RULES
from graphwright.diff.change import Change, Finding
from graphwright.diff.comparison import Comparison, compare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphwright.diff.rule import Rule
    from graphwright.diff.snapshot import Place, Snapshot


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
            near=_near(finding, comparison.new),
        )
        for rule in rules
        for finding in rule.find(comparison)
    )


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes sorted: the worst first, then by file and line."""
    return tuple(sorted(changes, key=_rank))


def _rank(change: Change) -> tuple[int, str, int, int, str, str]:
    place = change.place
    where = (place.path, place.line, place.column) if place else ("", 0, 0)
    return (-change.level, *where, change.finding.coordinate, change.code)


def _near(finding: Finding, new: Snapshot) -> Place | None:
    """Where the new side still has what something gone belonged to."""
    if finding.new is not None:
        return None
    element = new.nearest(finding.parent) if finding.parent else None
    return element.place if element else None
