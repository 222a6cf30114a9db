"""ONE_OF_REMOVED: an input object takes any of its fields, no longer exactly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.alike:
        if pair.old.usage("oneOf") and not pair.new.usage("oneOf"):
            yield changed(pair, f"{name_of(pair.new)} no longer takes exactly one of its fields.")


ONE_OF_REMOVED = Rule(
    code="ONE_OF_REMOVED",
    level=Level.SAFE,
    reason="Whatever was accepted still is.",
    find=_find,
)
