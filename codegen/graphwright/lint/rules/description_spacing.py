"""description-spacing: a description has blanks around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity
from graphwright.lint.sentences import spacing_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, node in subject.elements:
        description = node.description
        if description is None or not description.value.strip():
            continue
        stripped = description.value.strip()
        # Without the blank, the quote would be part of the closing ones.
        if description.value != stripped and not stripped.endswith(('"', "\\")):
            message = f"The description of '{coordinate}' has blanks around it."
            yield Finding.at(description, message, edits=spacing_edits(description))


DESCRIPTION_SPACING = Rule(
    name="description-spacing",
    severity=Severity.WARNING,
    asks="Descriptions have no blanks around them.",
    find=_find,
    fixes=True,
)
