"""redundant-type-name: the name of a type repeats its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.naming import write_as
from graphwright.lint.rule import Rule, Severity
from graphwright.sdl.definitions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject

_WORDS = {
    Kind.ENUM: "Enum",
    Kind.INTERFACE: "Interface",
    Kind.OBJECT: "Object",
    Kind.SCALAR: "Scalar",
    Kind.UNION: "Union",
}


def _find(subject: Subject) -> Iterator[Finding]:
    for shape in subject.of_kind(*_WORDS):
        word = _WORDS[shape.kind]
        if shape.definition and shape.name.endswith(word) and shape.name != word:
            message = f"The name of '{shape.name}' repeats that it is {shape.kind.value}."
            hint = write_as(shape.name.removesuffix(word))
            yield Finding.at(shape.definition.name, message, hint)


REDUNDANT_TYPE_NAME = Rule(
    name="redundant-type-name",
    severity=Severity.WARNING,
    asks="Names of types do not repeat their kind.",
    find=_find,
)
