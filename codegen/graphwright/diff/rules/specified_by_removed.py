"""SPECIFIED_BY_REMOVED: a scalar no longer says where it is specified."""

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
        if old and not new:
            yield changed(pair, f"{name_of(pair.new)} is no longer specified by {old}.")


SPECIFIED_BY_REMOVED = Rule(
    code="SPECIFIED_BY_REMOVED",
    level=Level.SAFE,
    reason="The values need not have changed; nothing promises their form any more.",
    find=_find,
)
