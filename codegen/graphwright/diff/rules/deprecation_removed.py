"""DEPRECATION_REMOVED: an element is no longer deprecated."""

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
        if reason_of(pair.old) is not None and reason_of(pair.new) is None:
            yield changed(pair, f"{name_of(pair.new)} is no longer deprecated.")


DEPRECATION_REMOVED = Rule(
    code="DEPRECATION_REMOVED",
    level=Level.SAFE,
    reason="Whoever used it still may.",
    find=_find,
)
