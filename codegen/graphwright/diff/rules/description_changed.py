"""DESCRIPTION_CHANGED: an element has another description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.elements:
        old, new = pair.old.description, pair.new.description
        if old and new and old != new:
            yield changed(pair, f"{name_of(pair.new)} has another description.")


DESCRIPTION_CHANGED = Rule(
    code="DESCRIPTION_CHANGED",
    level=Level.SAFE,
    reason="Only documentation changed; read it, since it may say that the meaning did.",
    find=_find,
)
