"""REQUIRED_DIRECTIVE_ARGUMENT_ADDED: an argument of a directive that has to be given was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for argument in comparison.directive_arguments.added:
        if argument.required:
            yield added(
                argument,
                f"{name_of(argument)} of type `{argument.type}` was added; it is required.",
            )


REQUIRED_DIRECTIVE_ARGUMENT_ADDED = Rule(
    code="REQUIRED_DIRECTIVE_ARGUMENT_ADDED",
    level=Level.BREAKING,
    reason="Operations that use the directive do not give it and are rejected.",
    find=_find,
    touches=Touches.OMISSIONS,
)
