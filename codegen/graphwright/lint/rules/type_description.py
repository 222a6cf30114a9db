"""type-description: a type has no description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for shape in subject.types.values():
        node = shape.definition
        if node and (node.description is None or not node.description.value.strip()):
            yield Finding.at(node.name, f"Type '{shape.name}' has no description.")


TYPE_DESCRIPTION = Rule(
    name="type-description",
    severity=Severity.ERROR,
    asks="Every type has a description.",
    find=_find,
)
