"""Changes of directives that have no rule of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, changed
from graphwright.sdl.vocabulary import AUTH, SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison, UsageChange

_WITH_RULES = frozenset({"deprecated", "specifiedBy", "oneOf", SINCE, AUTH})


def custom_usages(comparison: Comparison) -> Iterator[UsageChange]:
    """The changes of directives whose meaning only the project knows."""
    return (usage for usage in comparison.usages if usage.name not in _WITH_RULES)


def at_usage(usage: UsageChange, message: str) -> Finding:
    """The finding that the element is another, at the directive where a side has it.

    A type may have extensions in many files; the directive stands on one of them.
    """
    finding = changed(usage.element, message)
    return replace(
        finding,
        old=usage.old.place if usage.old else finding.old,
        new=usage.new.place if usage.new else finding.new,
    )


def on_usage(usage: UsageChange, message: str) -> Finding:
    """The finding on the use of the directive, at its place."""
    finding = at_usage(usage, message)
    return replace(
        finding,
        coordinate=f"{finding.coordinate} @{usage.name}",
        parent=finding.coordinate,
    )
