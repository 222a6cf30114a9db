"""root-nullability: a root field is non-null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import NonNullTypeNode

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    # Each event of a subscription is an answer of its own with this one field.
    for operation in ("query", "mutation"):
        root = subject.types.get(subject.roots.get(operation, ""))
        for name, field in root.fields.items() if root else ():
            if root and isinstance(field.type, NonNullTypeNode):
                message = f"Root field '{root.name}.{name}' is non-null."
                hint = "Let it be nullable: an error in it takes all other root fields along."
                yield Finding.at(field.name, message, hint)


ROOT_NULLABILITY = Rule(
    name="root-nullability",
    severity=Severity.WARNING,
    asks="Root fields are nullable, so that an error in one leaves the others.",
    find=_find,
)
