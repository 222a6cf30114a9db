"""OPTIONAL_DIRECTIVE_ARGUMENT_ADDED: an argument of a directive that may be left out was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for argument in comparison.directive_arguments.added:
        if not argument.required:
            yield added(
                argument,
                f"{name_of(argument)} of type `{argument.type}` was added; it is optional.",
            )


OPTIONAL_DIRECTIVE_ARGUMENT_ADDED = Rule(
    code="OPTIONAL_DIRECTIVE_ARGUMENT_ADDED",
    level=Level.SAFE,
    reason="Operations that leave it out stay valid.",
    find=_find,
)
