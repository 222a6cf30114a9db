"""DIRECTIVE_USAGE_REMOVED: a directive of the project's own was taken off an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule
from graphwright.diff.usages import custom_usages, on_usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for usage in custom_usages(comparison):
        if usage.old and not usage.new:
            yield on_usage(usage, f"{name_of(usage.element.new)} lost `{usage.old.text}`.")


DIRECTIVE_USAGE_REMOVED = Rule(
    code="DIRECTIVE_USAGE_REMOVED",
    level=Level.DANGEROUS,
    reason="What the directive did is known only to those who defined it.",
    find=_find,
)
