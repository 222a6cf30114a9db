"""DIRECTIVE_ADDED: a directive was defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for directive in comparison.directives.added:
        yield added(directive, f"{name_of(directive)} was added.")


DIRECTIVE_ADDED = Rule(
    code="DIRECTIVE_ADDED",
    level=Level.SAFE,
    reason="No operation can have used it.",
    find=_find,
)
