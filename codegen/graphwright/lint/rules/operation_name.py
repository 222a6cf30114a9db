"""operation-name: an operation has no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for node in subject.operations:
        if node.name is None:
            kind = node.operation.value
            hint = "Logs, generated code and reviews call it by its name."
            yield Finding.at(node, f"The {kind} has no name.", hint)


OPERATION_NAME = Rule(
    name="operation-name",
    severity=Severity.ERROR,
    asks="Every operation has a name.",
    find=_find,
)
