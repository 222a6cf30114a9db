"""ROOT_TYPE_CHANGED: the schema has another type for a kind of operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.roots.kept:
        old, new = pair.old.type_name, pair.new.type_name
        if old != new:
            yield changed(
                pair, f"The type of {pair.new.name} operations changed from `{old}` to `{new}`."
            )


ROOT_TYPE_CHANGED = Rule(
    code="ROOT_TYPE_CHANGED",
    level=Level.BREAKING,
    reason="Operations of that kind now start from another type; its fields and its `__typename` are others.",
    find=_find,
    touches=Touches.OPERATIONS,
)
