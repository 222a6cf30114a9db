"""INPUT_FIELD_BECAME_NULLABLE: an input field takes null in more places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.input_change import InputChange, changed_inputs
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in changed_inputs(comparison.input_fields, InputChange.NULLABLE):
        types = f"from `{pair.old.type}` to `{pair.new.type}`"
        yield changed(pair, f"{name_of(pair.new)} takes null in more places: {types}.")


INPUT_FIELD_BECAME_NULLABLE = Rule(
    code="INPUT_FIELD_BECAME_NULLABLE",
    level=Level.SAFE,
    reason="Whatever was accepted still is.",
    find=_find,
)
