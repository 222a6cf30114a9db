"""FIELD_BECAME_NON_NULL: a field returns null in fewer places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule
from graphwright.elements.type_ref import TypeChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.fields.kept:
        if pair.old.type.change_to(pair.new.type) is TypeChange.STRICTER:
            types = f"from `{pair.old.type}` to `{pair.new.type}`"
            yield changed(pair, f"{name_of(pair.new)} is null in fewer places: {types}.")


FIELD_BECAME_NON_NULL = Rule(
    code="FIELD_BECAME_NON_NULL",
    level=Level.SAFE,
    reason="Clients that expect null simply do not meet it.",
    find=_find,
)
