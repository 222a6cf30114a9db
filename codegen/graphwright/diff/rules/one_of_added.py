"""ONE_OF_ADDED: an input object takes exactly one of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.alike:
        if pair.new.usage("oneOf") and not pair.old.usage("oneOf"):
            yield changed(pair, f"{name_of(pair.new)} takes exactly one of its fields now.")


ONE_OF_ADDED = Rule(
    code="ONE_OF_ADDED",
    level=Level.BREAKING,
    reason="Operations that give several fields, none or null are rejected.",
    find=_find,
    touches=Touches.USES,
)
