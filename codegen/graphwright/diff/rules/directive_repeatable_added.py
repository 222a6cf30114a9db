"""DIRECTIVE_REPEATABLE_ADDED: a directive may be repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.directives.kept:
        if pair.new.repeatable and not pair.old.repeatable:
            yield changed(pair, f"{name_of(pair.new)} may be repeated now.")


DIRECTIVE_REPEATABLE_ADDED = Rule(
    code="DIRECTIVE_REPEATABLE_ADDED",
    level=Level.SAFE,
    reason="Whoever used it once still may.",
    find=_find,
)
