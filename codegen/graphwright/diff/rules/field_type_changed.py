"""FIELD_TYPE_CHANGED: a field returns another type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches
from graphwright.elements.type_ref import TypeChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.fields.kept:
        if pair.old.type.change_to(pair.new.type) is TypeChange.OTHER_TYPE:
            types = f"from `{pair.old.type}` to `{pair.new.type}`"
            yield changed(pair, f"{name_of(pair.new)} changed its type {types}.")


FIELD_TYPE_CHANGED = Rule(
    code="FIELD_TYPE_CHANGED",
    level=Level.BREAKING,
    reason="Selections that fit the old type, and clients that read it, may not fit the new one.",
    find=_find,
    touches=Touches.USES,
)
