"""input-type-name: the name of an input does not say that it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity
from graphwright.sdl.definitions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject

_ENDINGS = ("Input", "Filter", "Where", "Order", "OrderBy", "Scope")


def _find(subject: Subject) -> Iterator[Finding]:
    for shape in subject.of_kind(Kind.INPUT):
        if shape.definition and not shape.name.endswith(_ENDINGS):
            endings = f"{', '.join(_ENDINGS[:-1])} or {_ENDINGS[-1]}"
            message = f"The name of input '{shape.name}' does not end in {endings}."
            yield Finding.at(shape.definition.name, message)


INPUT_TYPE_NAME = Rule(
    name="input-type-name",
    severity=Severity.WARNING,
    asks="Names of inputs tell that they are: they end in Input, Filter, Where, Order, OrderBy or Scope.",
    find=_find,
)
