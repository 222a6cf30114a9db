"""AUTH_REMOVED: an element no longer asks for a permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule
from graphwright.diff.usages import at_usage
from graphwright.sdl.vocabulary import AUTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for usage in comparison.usages:
        if usage.name == AUTH and usage.old and not usage.new:
            yield at_usage(usage, f"{name_of(usage.element.new)} lost `{usage.old.text}`.")


AUTH_REMOVED = Rule(
    code="AUTH_REMOVED",
    level=Level.DANGEROUS,
    reason="Whoever could ask for the element still may, but so may others now: make sure that is meant.",
    find=_find,
)
