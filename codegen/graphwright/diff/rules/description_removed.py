"""DESCRIPTION_REMOVED: an element lost its description."""

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
        if pair.old.description and not pair.new.description:
            yield changed(pair, f"{name_of(pair.new)} no longer has a description.")


DESCRIPTION_REMOVED = Rule(
    code="DESCRIPTION_REMOVED",
    level=Level.SAFE,
    reason="Only documentation changed.",
    find=_find,
)
