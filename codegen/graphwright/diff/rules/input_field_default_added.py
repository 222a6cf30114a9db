"""INPUT_FIELD_DEFAULT_ADDED: an input field got a default."""

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
    for pair in changed_inputs(comparison.input_fields, InputChange.DEFAULT_ADDED):
        yield changed(pair, f"{name_of(pair.new)} has the default `{pair.new.default}` now.")


INPUT_FIELD_DEFAULT_ADDED = Rule(
    code="INPUT_FIELD_DEFAULT_ADDED",
    level=Level.DANGEROUS,
    reason="Operations that leave the field out now mean the default.",
    find=_find,
)
