"""SINCE_REMOVED: an element no longer says since when it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule
from graphwright.sdl.vocabulary import SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for usage in comparison.usages:
        if usage.name == SINCE and usage.old and not usage.new:
            yield changed(usage.element, f"{name_of(usage.element.new)} lost `{usage.old.text}`.")


SINCE_REMOVED = Rule(
    code="SINCE_REMOVED",
    level=Level.SAFE,
    reason="Only documentation changed.",
    find=_find,
)
