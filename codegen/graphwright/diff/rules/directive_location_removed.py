"""DIRECTIVE_LOCATION_REMOVED: a directive may stand in a place less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.directives.kept:
        for location in pair.old.locations:
            if location not in pair.new.locations:
                finding = changed(pair, f"{name_of(pair.new)} may no longer stand on {location}.")
                yield replace(finding, coordinate=f"{finding.coordinate} on {location}")


DIRECTIVE_LOCATION_REMOVED = Rule(
    code="DIRECTIVE_LOCATION_REMOVED",
    level=Level.BREAKING,
    reason="Operations that use it there are rejected.",
    find=_find,
    touches=Touches.USES,
)
