"""unused-input: nothing leads to an input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.reachability import reachable
from graphwright.lint.rule import Rule, Severity
from graphwright.sdl.definitions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    # Without roots, this is a part of a schema: what leads to its types stands elsewhere.
    found = reachable(subject) if subject.roots else frozenset(subject.types)
    for shape in subject.types.values():
        if shape.definition and shape.kind is Kind.INPUT and shape.name not in found:
            message = f"Nothing leads to {shape.kind.value.split(' ', 1)[1]} '{shape.name}'."
            yield Finding.at(shape.definition.name, message, "Remove it, or use it.")


UNUSED_INPUT = Rule(
    name="unused-input",
    severity=Severity.ERROR,
    asks="Something leads to every input.",
    find=_find,
)
