"""enum-value-name: an enum value is not written in SCREAMING_CASE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.naming import SCREAMING, screaming_case, write_as
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, node in subject.values:
        name = node.name.value
        if not SCREAMING.fullmatch(name):
            message = f"Enum value '{coordinate}' is not in SCREAMING_CASE."
            yield Finding.at(node.name, message, write_as(screaming_case(name)))


ENUM_VALUE_NAME = Rule(
    name="enum-value-name",
    severity=Severity.ERROR,
    asks="Enum values are written in SCREAMING_CASE.",
    find=_find,
)
