"""TYPE_ADDED: a type was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for definition in comparison.types.added:
        yield added(definition, f"{name_of(definition)} was added.")


TYPE_ADDED = Rule(
    code="TYPE_ADDED",
    level=Level.SAFE,
    reason="No operation can have used it.",
    find=_find,
)
