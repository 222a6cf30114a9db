"""DIRECTIVE_ARGUMENT_REMOVED: an argument of a directive is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, removed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for argument in comparison.directive_arguments.removed:
        yield removed(argument, f"{name_of(argument)} was removed.")


DIRECTIVE_ARGUMENT_REMOVED = Rule(
    code="DIRECTIVE_ARGUMENT_REMOVED",
    level=Level.BREAKING,
    reason="Operations that give the argument are rejected.",
    find=_find,
    touches=Touches.USES,
)
