"""type-name: the name of a type is not written in PascalCase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.naming import PASCAL, pascal_case, write_as
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for shape in subject.types.values():
        name, node = shape.name, shape.definition
        if node and not PASCAL.fullmatch(name):
            message = f"Type '{name}' is not in PascalCase."
            yield Finding.at(node.name, message, write_as(pascal_case(name)))


TYPE_NAME = Rule(
    name="type-name",
    severity=Severity.ERROR,
    asks="Names of types are written in PascalCase.",
    find=_find,
)
