"""boolean-argument: a Boolean argument that should be an enum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.type_ref import TypeRef
from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity
from graphwright.sdl.definitions import named_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, _, field in subject.fields:
        flags = [item for item in field.arguments if named_type(item.type).name.value == "Boolean"]
        for argument in flags:
            name = f"{coordinate}({argument.name.value}:)"
            if len(flags) > 1:
                message = f"'{name}' is one of {len(flags)} Boolean arguments that combine."
                yield Finding.at(
                    argument.name, message, "An enum would name what can be asked for."
                )
            elif argument.default_value is None and not TypeRef.of(argument.type).non_null:
                message = f"'{name}' has a third state, null, that has no name."
                yield Finding.at(argument.name, message, "Give it a default, or make it an enum.")


BOOLEAN_ARGUMENT = Rule(
    name="boolean-argument",
    severity=Severity.WARNING,
    asks="Boolean arguments have two states and stand alone; else an enum names the states.",
    find=_find,
)
