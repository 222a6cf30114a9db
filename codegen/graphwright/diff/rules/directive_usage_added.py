"""DIRECTIVE_USAGE_ADDED: a directive of the project's own was put on an element."""

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
        if usage.new and not usage.old:
            yield on_usage(usage, f"{name_of(usage.element.new)} got `{usage.new.text}`.")


DIRECTIVE_USAGE_ADDED = Rule(
    code="DIRECTIVE_USAGE_ADDED",
    level=Level.DANGEROUS,
    reason="What the directive does is known only to those who defined it.",
    find=_find,
)
