"""DIRECTIVE_LOCATION_ADDED: a directive may stand in a place more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.directives.kept:
        for location in pair.new.locations:
            if location not in pair.old.locations:
                finding = changed(pair, f"{name_of(pair.new)} may stand on {location} now.")
                yield replace(finding, coordinate=f"{finding.coordinate} on {location}")


DIRECTIVE_LOCATION_ADDED = Rule(
    code="DIRECTIVE_LOCATION_ADDED",
    level=Level.SAFE,
    reason="Wherever it stood it still may.",
    find=_find,
)
