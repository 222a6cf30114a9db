"""INTERFACE_ADDED: a type implements an interface more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for interface in comparison.interfaces.added:
        yield added(interface, f"`{interface.parent}` implements `{interface.name}` now.")


INTERFACE_ADDED = Rule(
    code="INTERFACE_ADDED",
    level=Level.DANGEROUS,
    reason="Clients that handle every type of the interface may meet one that they do not know.",
    find=_find,
)
