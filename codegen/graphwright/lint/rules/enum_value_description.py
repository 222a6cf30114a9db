"""enum-value-description: an enum value has no description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, node in subject.values:
        if node.description is None or not node.description.value.strip():
            yield Finding.at(node.name, f"Enum value '{coordinate}' has no description.")


ENUM_VALUE_DESCRIPTION = Rule(
    name="enum-value-description",
    severity=Severity.WARNING,
    asks="Every enum value has a description.",
    find=_find,
)
