"""DEPRECATION_REASON_CHANGED: an element is deprecated for another reason."""

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
        old, new = reason_of(pair.old), reason_of(pair.new)
        if old is not None and new is not None and old != new:
            yield changed(pair, f"{name_of(pair.new)} is deprecated for another reason: {new}")


DEPRECATION_REASON_CHANGED = Rule(
    code="DEPRECATION_REASON_CHANGED",
    level=Level.SAFE,
    reason="It is as deprecated as before.",
    find=_find,
)
