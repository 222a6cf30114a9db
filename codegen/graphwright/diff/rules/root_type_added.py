"""ROOT_TYPE_ADDED: the schema serves a kind of operation that it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for root in comparison.roots.added:
        yield added(
            root, f"The schema now serves {root.name} operations, with type `{root.type_name}`."
        )


ROOT_TYPE_ADDED = Rule(
    code="ROOT_TYPE_ADDED",
    level=Level.SAFE,
    reason="Nothing that was valid is rejected.",
    find=_find,
)
