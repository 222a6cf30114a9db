"""INPUT_FIELD_LISTS_CHANGED: an input field takes more or fewer levels of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.input_change import InputChange, changed_inputs
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in changed_inputs(comparison.input_fields, InputChange.LISTS):
        types = f"from `{pair.old.type}` to `{pair.new.type}`"
        yield changed(pair, f"{name_of(pair.new)} changed {types}.")


INPUT_FIELD_LISTS_CHANGED = Rule(
    code="INPUT_FIELD_LISTS_CHANGED",
    level=Level.BREAKING,
    reason="Variables of the old type do not fit the new one.",
    find=_find,
    touches=Touches.USES,
)
