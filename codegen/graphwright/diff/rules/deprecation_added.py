"""DEPRECATION_ADDED: an element was deprecated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule
from graphwright.elements.deprecation import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.elements:
        reason = reason_of(pair.new)
        if reason is not None and reason_of(pair.old) is None:
            yield changed(pair, f"{name_of(pair.new)} was deprecated: {reason}")


DEPRECATION_ADDED = Rule(
    code="DEPRECATION_ADDED",
    level=Level.SAFE,
    reason="It still works; it is announced that it will not.",
    find=_find,
)
