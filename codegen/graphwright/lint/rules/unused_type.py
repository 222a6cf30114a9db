"""unused-type: nothing leads to a type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.reachability import reachable
from graphwright.lint.rule import Rule, Severity
from graphwright.sdl.definitions import Kind
from graphwright.sdl.vocabulary import SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.shape import Shape
    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    # Without roots, this is a part of a schema: what leads to its types stands elsewhere.
    found = reachable(subject) if subject.roots else frozenset(subject.types)
    for shape in subject.types.values():
        if shape.kind is Kind.INPUT or shape.name in found or _is_catalogue(subject, shape):
            continue
        if shape.definition:
            message = f"Nothing leads to {shape.kind.value.split(' ', 1)[1]} '{shape.name}'."
            yield Finding.at(shape.definition.name, message, "Remove it, or use it.")


def _is_catalogue(subject: Subject, shape: Shape) -> bool:
    """Whether every value carries a directive of the project: the generator makes constants of it."""
    own = subject.directives.keys() - {SINCE}
    return shape.kind is Kind.ENUM and all(
        any(directive.name.value in own for directive in value.directives)
        for value in shape.values.values()
    )


UNUSED_TYPE = Rule(
    name="unused-type",
    severity=Severity.ERROR,
    asks="Something leads to every type.",
    find=_find,
)
