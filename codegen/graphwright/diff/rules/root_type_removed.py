"""ROOT_TYPE_REMOVED: the schema no longer serves a kind of operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, removed
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for root in comparison.roots.removed:
        yield removed(
            root,
            f"The schema no longer serves {root.name} operations; their type was `{root.type_name}`.",
        )


ROOT_TYPE_REMOVED = Rule(
    code="ROOT_TYPE_REMOVED",
    level=Level.BREAKING,
    reason="Every operation of that kind is rejected.",
    find=_find,
    touches=Touches.OPERATIONS,
)
