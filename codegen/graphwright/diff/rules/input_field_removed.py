"""INPUT_FIELD_REMOVED: an input field is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, removed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for value in comparison.input_fields.removed:
        yield removed(value, f"{name_of(value)} was removed.")


INPUT_FIELD_REMOVED = Rule(
    code="INPUT_FIELD_REMOVED",
    level=Level.BREAKING,
    reason="Operations that give the field are rejected.",
    find=_find,
    touches=Touches.USES,
)
