"""TYPE_KIND_CHANGED: a type is of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.types.kept:
        old, new = pair.old.kind, pair.new.kind
        if old is not new:
            yield changed(pair, f"`{pair.new.name}` changed from {old.value} to {new.value}.")


TYPE_KIND_CHANGED = Rule(
    code="TYPE_KIND_CHANGED",
    level=Level.BREAKING,
    reason="A selection, a fragment or a variable that fits one kind of type does not fit another.",
    find=_find,
    touches=Touches.USES,
)
