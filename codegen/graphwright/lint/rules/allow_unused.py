"""allow-unused: an allow of what is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for allow in subject.stale:
        message = f"The allow of '{allow.rule}' covers no finding."
        yield Finding(allow.spot, message, "Remove it.", (allow.removal,))


ALLOW_UNUSED = Rule(
    name="allow-unused",
    severity=Severity.ERROR,
    asks="Every allow covers a finding.",
    find=_find,
    fixes=True,
)
