"""ENUM_VALUE_REMOVED: an enum has a value less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, removed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for value in comparison.enum_values.removed:
        yield removed(value, f"{name_of(value)} was removed.")


ENUM_VALUE_REMOVED = Rule(
    code="ENUM_VALUE_REMOVED",
    level=Level.BREAKING,
    reason="Operations that give the value are rejected.",
    find=_find,
    touches=Touches.USES,
)
