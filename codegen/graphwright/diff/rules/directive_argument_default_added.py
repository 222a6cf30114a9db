"""DIRECTIVE_ARGUMENT_DEFAULT_ADDED: an argument of a directive got a default."""

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
    for pair in changed_inputs(comparison.directive_arguments, InputChange.DEFAULT_ADDED):
        yield changed(pair, f"{name_of(pair.new)} has the default `{pair.new.default}` now.")


DIRECTIVE_ARGUMENT_DEFAULT_ADDED = Rule(
    code="DIRECTIVE_ARGUMENT_DEFAULT_ADDED",
    level=Level.DANGEROUS,
    reason="Operations that leave the argument out now mean the default.",
    find=_find,
)
