"""FIELD_BECAME_NULLABLE: a field may return null where it could not."""

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
        if pair.old.type.change_to(pair.new.type) in {TypeChange.LOOSER, TypeChange.MIXED}:
            types = f"from `{pair.old.type}` to `{pair.new.type}`"
            yield changed(pair, f"{name_of(pair.new)} may be null where it was not: {types}.")


FIELD_BECAME_NULLABLE = Rule(
    code="FIELD_BECAME_NULLABLE",
    level=Level.BREAKING,
    reason="Clients that rely on a value have to expect null.",
    find=_find,
    touches=Touches.USES,
)
