"""DIRECTIVE_ARGUMENT_BECAME_OPTIONAL: an argument of a directive that had to be given may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.input_change import InputChange, changed_inputs
from graphwright.diff.naming import name_of, written
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in changed_inputs(comparison.directive_arguments, InputChange.OPTIONAL):
        yield changed(
            pair,
            f"{name_of(pair.new)} may be left out now: `{written(pair.old)}` became `{written(pair.new)}`.",
        )


DIRECTIVE_ARGUMENT_BECAME_OPTIONAL = Rule(
    code="DIRECTIVE_ARGUMENT_BECAME_OPTIONAL",
    level=Level.SAFE,
    reason="Operations give the argument already.",
    find=_find,
)
