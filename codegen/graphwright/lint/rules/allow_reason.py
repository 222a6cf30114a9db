"""allow-reason: a comment that looks like an allow, but is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.errors import did_you_mean
from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for allow in subject.bad_allows:
        hint = "Write '# graphwright: allow RULE reason'."
        if not allow.rule:
            yield Finding(allow.spot, "The comment is not understood.", hint)
        elif allow.rule in subject.rules:
            yield Finding(allow.spot, f"The allow of '{allow.rule}' gives no reason.", hint)
        else:
            hint = did_you_mean(allow.rule, subject.rules)
            yield Finding(allow.spot, f"There is no rule '{allow.rule}'.", hint)


ALLOW_REASON = Rule(
    name="allow-reason",
    severity=Severity.ERROR,
    asks="Allows name a rule and give a reason.",
    find=_find,
)
