"""FIELD_ADDED: a field was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for field in comparison.fields.added:
        yield added(field, f"{name_of(field)} of type `{field.type}` was added.")


FIELD_ADDED = Rule(
    code="FIELD_ADDED",
    level=Level.SAFE,
    reason="Operations get only what they select.",
    find=_find,
)
