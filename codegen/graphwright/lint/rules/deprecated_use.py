"""deprecated-use: an operation uses what is deprecated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.deprecation import reason_of
from graphwright.lint.finding import Finding, Spot
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    if not subject.operations:
        return
    for coordinate, uses in subject.uses.uses.items():
        element = subject.snapshot.find(coordinate)
        reason = reason_of(element) if element else None
        for use in uses if reason else ():
            # What a variable may carry is the caller's choice.
            if not use.through_variable:
                spot = Spot(use.place.path, use.place.line, use.place.column)
                yield Finding(spot, f"'{coordinate}' is deprecated: {reason}")


DEPRECATED_USE = Rule(
    name="deprecated-use",
    severity=Severity.WARNING,
    asks="Operations use nothing that is deprecated.",
    find=_find,
)
