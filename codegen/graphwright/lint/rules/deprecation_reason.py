"""deprecation-reason: a deprecation without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.deprecation import NO_REASON
from graphwright.lint.deprecations import deprecations, reason_node
from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, directive in deprecations(subject):
        reason = reason_node(directive)
        if reason is None or reason.value.strip() in {"", NO_REASON, f"{NO_REASON}."}:
            message = f"'{coordinate}' is deprecated without a reason."
            yield Finding.at(directive, message, "Say what to use instead.")


DEPRECATION_REASON = Rule(
    name="deprecation-reason",
    severity=Severity.ERROR,
    asks="@deprecated says why, and what to use instead.",
    find=_find,
)
