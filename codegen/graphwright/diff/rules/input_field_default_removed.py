"""INPUT_FIELD_DEFAULT_REMOVED: an input field lost its default."""

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
    for pair in changed_inputs(comparison.input_fields, InputChange.DEFAULT_REMOVED):
        yield changed(pair, f"{name_of(pair.new)} no longer has the default `{pair.old.default}`.")


INPUT_FIELD_DEFAULT_REMOVED = Rule(
    code="INPUT_FIELD_DEFAULT_REMOVED",
    level=Level.DANGEROUS,
    reason="Operations that leave the field out no longer mean the default.",
    find=_find,
)
