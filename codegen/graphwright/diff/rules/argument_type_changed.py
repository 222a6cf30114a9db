"""ARGUMENT_TYPE_CHANGED: an argument takes another type."""

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
    for pair in changed_inputs(comparison.arguments, InputChange.TYPE):
        types = f"from `{pair.old.type}` to `{pair.new.type}`"
        yield changed(pair, f"{name_of(pair.new)} changed its type {types}.")


ARGUMENT_TYPE_CHANGED = Rule(
    code="ARGUMENT_TYPE_CHANGED",
    level=Level.BREAKING,
    reason="Values and variables that fit the old type may not fit the new one.",
    find=_find,
    touches=Touches.USES,
)
