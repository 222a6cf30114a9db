"""INPUT_FIELD_BECAME_REQUIRED: an input field that could be left out has to be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.input_change import InputChange, changed_inputs
from graphwright.diff.naming import name_of, written
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in changed_inputs(comparison.input_fields, InputChange.REQUIRED):
        yield changed(
            pair,
            f"{name_of(pair.new)} has to be given now: `{written(pair.old)}` became `{written(pair.new)}`.",
        )


INPUT_FIELD_BECAME_REQUIRED = Rule(
    code="INPUT_FIELD_BECAME_REQUIRED",
    level=Level.BREAKING,
    reason="Operations that leave the field out, or give null, are rejected.",
    find=_find,
    touches=Touches.OMISSIONS_AND_NULLS,
)
