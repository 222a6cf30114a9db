"""DIRECTIVE_REPEATABLE_REMOVED: a directive may no longer be repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.directives.kept:
        if pair.old.repeatable and not pair.new.repeatable:
            yield changed(pair, f"{name_of(pair.new)} may no longer be repeated.")


DIRECTIVE_REPEATABLE_REMOVED = Rule(
    code="DIRECTIVE_REPEATABLE_REMOVED",
    level=Level.BREAKING,
    reason="Operations that use it twice in one place are rejected.",
    find=_find,
    touches=Touches.USES,
)
