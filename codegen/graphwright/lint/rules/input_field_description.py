"""input-field-description: an input field has no description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, _, node in subject.input_fields:
        if node.description is None or not node.description.value.strip():
            yield Finding.at(node.name, f"Input field '{coordinate}' has no description.")


INPUT_FIELD_DESCRIPTION = Rule(
    name="input-field-description",
    severity=Severity.WARNING,
    asks="Every input field has a description.",
    find=_find,
)
