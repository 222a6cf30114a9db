"""TYPE_REMOVED: a type is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, removed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for definition in comparison.types.removed:
        yield removed(definition, f"{name_of(definition)} was removed.")


TYPE_REMOVED = Rule(
    code="TYPE_REMOVED",
    level=Level.BREAKING,
    reason="Operations that name the type, or select what returned it, are rejected.",
    find=_find,
    touches=Touches.USES,
)
