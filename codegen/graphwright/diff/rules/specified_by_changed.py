"""SPECIFIED_BY_CHANGED: a scalar is specified by another document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule
from graphwright.elements.specification import url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for pair in comparison.alike:
        old, new = url_of(pair.old), url_of(pair.new)
        if old and new and old != new:
            yield changed(pair, f"{name_of(pair.new)} is specified by {new} instead of {old}.")


SPECIFIED_BY_CHANGED = Rule(
    code="SPECIFIED_BY_CHANGED",
    level=Level.DANGEROUS,
    reason="Values may have another form.",
    find=_find,
)
