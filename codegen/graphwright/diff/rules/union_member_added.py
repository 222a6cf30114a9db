"""UNION_MEMBER_ADDED: a union has a member more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for member in comparison.union_members.added:
        yield added(member, f"`{member.name}` was added to union `{member.parent}`.")


UNION_MEMBER_ADDED = Rule(
    code="UNION_MEMBER_ADDED",
    level=Level.DANGEROUS,
    reason="Clients that handle every member may meet one that they do not know.",
    find=_find,
)
