"""DIRECTIVE_REMOVED: the definition of a directive is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, removed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for directive in comparison.directives.removed:
        yield removed(directive, f"{name_of(directive)} was removed.")


DIRECTIVE_REMOVED = Rule(
    code="DIRECTIVE_REMOVED",
    level=Level.BREAKING,
    reason="Operations that use the directive are rejected.",
    find=_find,
    touches=Touches.USES,
)
