"""AUTH_ADDED: an element asks for a permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches
from graphwright.diff.usages import at_usage
from graphwright.sdl.vocabulary import AUTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for usage in comparison.usages:
        if usage.name == AUTH and usage.new and not usage.old:
            yield at_usage(usage, f"{name_of(usage.element.new)} got `{usage.new.text}`.")


AUTH_ADDED = Rule(
    code="AUTH_ADDED",
    level=Level.BREAKING,
    reason="Callers who could ask for the element may no longer.",
    find=_find,
    touches=Touches.USES,
)
