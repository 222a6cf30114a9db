"""argument-description: an argument has no description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, _, node in subject.arguments:
        if node.description is None or not node.description.value.strip():
            yield Finding.at(node.name, f"Argument '{coordinate}' has no description.")


ARGUMENT_DESCRIPTION = Rule(
    name="argument-description",
    severity=Severity.WARNING,
    asks="Every argument has a description.",
    find=_find,
)
