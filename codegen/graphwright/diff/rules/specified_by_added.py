"""SPECIFIED_BY_ADDED: a scalar says where it is specified."""

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
        if new and not old:
            yield changed(pair, f"{name_of(pair.new)} is specified by {new} now.")


SPECIFIED_BY_ADDED = Rule(
    code="SPECIFIED_BY_ADDED",
    level=Level.SAFE,
    reason="The values need not have changed; now they are written down.",
    find=_find,
)
