"""SINCE_CHANGED: an element says another version since when it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, changed
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule
from graphwright.sdl.vocabulary import SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for usage in comparison.usages:
        if usage.name == SINCE and usage.old and usage.new:
            texts = f"`{usage.new.text}` instead of `{usage.old.text}`"
            yield changed(usage.element, f"{name_of(usage.element.new)} has {texts}.")


SINCE_CHANGED = Rule(
    code="SINCE_CHANGED",
    level=Level.DANGEROUS,
    reason="Whoever relies on the version in which the element came is told otherwise.",
    find=_find,
)
