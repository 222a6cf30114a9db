"""deprecation-version: a deprecation does not tell since when it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.deprecation import deprecation_of
from graphwright.lint.deprecations import deprecations
from graphwright.lint.finding import Finding, Spot
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    if not any(True for _ in deprecations(subject)):
        return
    for definition in subject.snapshot.types.values():
        for element in definition.parts:
            told, usage = deprecation_of(element), element.usage("deprecated")
            if told and usage and told.version is None and told.date is None:
                spot = Spot(usage.place.path, usage.place.line, usage.place.column)
                message = f"'{element.coordinate}' does not tell since when it is deprecated."
                hint = "Begin the reason with a version, as in 'Since 26.2.0: …', or name a day."
                yield Finding(spot, message, hint)


DEPRECATION_VERSION = Rule(
    name="deprecation-version",
    severity=Severity.WARNING,
    asks="Reasons of deprecations name a version or a day, by which the diff judges removals.",
    find=_find,
)
