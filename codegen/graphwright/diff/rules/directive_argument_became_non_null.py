"""DIRECTIVE_ARGUMENT_BECAME_NON_NULL: an argument of a directive takes null in fewer places."""

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
    for pair in changed_inputs(comparison.directive_arguments, InputChange.NON_NULL):
        types = f"from `{pair.old.type}` to `{pair.new.type}`"
        yield changed(pair, f"{name_of(pair.new)} takes null in fewer places: {types}.")


DIRECTIVE_ARGUMENT_BECAME_NON_NULL = Rule(
    code="DIRECTIVE_ARGUMENT_BECAME_NON_NULL",
    level=Level.BREAKING,
    reason="Operations that give null there, or a variable that may be null, are rejected.",
    find=_find,
    touches=Touches.NULLS,
)
