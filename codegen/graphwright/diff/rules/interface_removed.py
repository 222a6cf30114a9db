"""INTERFACE_REMOVED: a type implements an interface less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, removed
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for interface in comparison.interfaces.removed:
        yield removed(interface, f"`{interface.parent}` no longer implements `{interface.name}`.")


INTERFACE_REMOVED = Rule(
    code="INTERFACE_REMOVED",
    level=Level.BREAKING,
    reason="Fragments on the type, within the interface, are rejected, and the other way round.",
    find=_find,
    touches=Touches.USES,
)
