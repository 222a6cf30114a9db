"""FIELD_REMOVED: a field is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, removed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for field in comparison.fields.removed:
        yield removed(field, f"{name_of(field)} was removed.")


FIELD_REMOVED = Rule(
    code="FIELD_REMOVED",
    level=Level.BREAKING,
    reason="Operations that select the field are rejected.",
    find=_find,
    touches=Touches.USES,
)
