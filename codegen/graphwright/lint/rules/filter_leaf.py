"""filter-leaf: a filter without a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity
from graphwright.sdl.definitions import Kind, named_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject

_ENDINGS = ("Filter", "Where", "FilterInput", "WhereInput")


def _find(subject: Subject) -> Iterator[Finding]:
    with_leaf = _with_leaf(subject)
    for shape in subject.of_kind(Kind.INPUT):
        if shape.name.endswith(_ENDINGS) and shape.name not in with_leaf:
            message = f"Filter '{shape.name}' leads to no condition on a value."
            yield Finding.at(shape.first.name, message, "Add a field that compares something.")


def _with_leaf(subject: Subject) -> set[str]:
    """Inputs in which a scalar or an enum can be given, at whatever depth."""
    inputs = list(subject.of_kind(Kind.INPUT))
    names = {shape.name for shape in inputs}
    found: set[str] = set()
    while True:
        more = {
            shape.name
            for shape in inputs
            if shape.name not in found
            and any(
                (name := named_type(field.type).name.value) not in names or name in found
                for field in shape.input_fields.values()
            )
        }
        if not more:
            return found
        found |= more


FILTER_LEAF = Rule(
    name="filter-leaf",
    severity=Severity.ERROR,
    asks="Filters lead to a condition on a value.",
    find=_find,
)
