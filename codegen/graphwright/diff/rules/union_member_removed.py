"""UNION_MEMBER_REMOVED: a union has a member less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, removed
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for member in comparison.union_members.removed:
        yield removed(member, f"`{member.name}` was removed from union `{member.parent}`.")


UNION_MEMBER_REMOVED = Rule(
    code="UNION_MEMBER_REMOVED",
    level=Level.BREAKING,
    reason="Fragments on the member, within the union, are rejected.",
    find=_find,
    touches=Touches.USES,
)
