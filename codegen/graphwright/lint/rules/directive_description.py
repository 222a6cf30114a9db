"""directive-description: a directive has no description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for name, node in subject.directives.items():
        if node.description is None or not node.description.value.strip():
            yield Finding.at(node.name, f"Directive '@{name}' has no description.")


DIRECTIVE_DESCRIPTION = Rule(
    name="directive-description",
    severity=Severity.WARNING,
    asks="Every directive has a description.",
    find=_find,
)
