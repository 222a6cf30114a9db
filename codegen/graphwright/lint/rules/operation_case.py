"""operation-case: an operation or a fragment is not written in PascalCase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import OperationDefinitionNode

from graphwright.lint.finding import Finding
from graphwright.lint.naming import PASCAL, pascal_case, write_as
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for node in (*subject.operations, *subject.fragments):
        if node.name and not PASCAL.fullmatch(node.name.value):
            name = node.name.value
            kind = "Operation" if isinstance(node, OperationDefinitionNode) else "Fragment"
            hint = write_as(pascal_case(name))
            yield Finding.at(node.name, f"{kind} '{name}' is not in PascalCase.", hint)


OPERATION_CASE = Rule(
    name="operation-case",
    severity=Severity.WARNING,
    asks="Operations and fragments are written in PascalCase.",
    find=_find,
)
