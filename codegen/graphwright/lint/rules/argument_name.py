"""argument-name: an argument is not written in camelCase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.naming import CAMEL, camel_case, write_as
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, _, node in subject.arguments:
        name = node.name.value
        if not CAMEL.fullmatch(name):
            message = f"Argument '{coordinate}' is not in camelCase."
            yield Finding.at(node.name, message, write_as(camel_case(name)))


ARGUMENT_NAME = Rule(
    name="argument-name",
    severity=Severity.ERROR,
    asks="Arguments are written in camelCase.",
    find=_find,
)
