"""directive-name: a directive is not written in camelCase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.naming import CAMEL, camel_case, write_as
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for name, node in subject.directives.items():
        if not CAMEL.fullmatch(name):
            message = f"Directive '@{name}' is not in camelCase."
            yield Finding.at(node.name, message, write_as(camel_case(name)))


DIRECTIVE_NAME = Rule(
    name="directive-name",
    severity=Severity.ERROR,
    asks="Directives are written in camelCase.",
    find=_find,
)
