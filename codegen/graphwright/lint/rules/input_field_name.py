"""input-field-name: an input field is not written in camelCase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.naming import CAMEL, camel_case, write_as
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject

#: The usual names of the operators that combine filters.
_LOGICAL = frozenset({"AND", "OR", "NOT"})


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, _, node in subject.input_fields:
        name = node.name.value
        if not CAMEL.fullmatch(name) and name not in _LOGICAL:
            message = f"Input field '{coordinate}' is not in camelCase."
            yield Finding.at(node.name, message, write_as(camel_case(name)))


INPUT_FIELD_NAME = Rule(
    name="input-field-name",
    severity=Severity.ERROR,
    asks="Input fields are written in camelCase.",
    find=_find,
)
