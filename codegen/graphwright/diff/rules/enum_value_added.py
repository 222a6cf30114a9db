"""ENUM_VALUE_ADDED: an enum has a value more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for value in comparison.enum_values.added:
        yield added(value, f"{name_of(value)} was added.")


ENUM_VALUE_ADDED = Rule(
    code="ENUM_VALUE_ADDED",
    level=Level.DANGEROUS,
    reason="Clients that handle every value may meet one that they do not know.",
    find=_find,
)
