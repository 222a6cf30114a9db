"""REQUIRED_INPUT_FIELD_ADDED: an input field that has to be given was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule, Touches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for value in comparison.input_fields.added:
        if value.required:
            yield added(
                value, f"{name_of(value)} of type `{value.type}` was added; it is required."
            )


REQUIRED_INPUT_FIELD_ADDED = Rule(
    code="REQUIRED_INPUT_FIELD_ADDED",
    level=Level.BREAKING,
    reason="Operations that give the input object do not give it and are rejected.",
    find=_find,
    touches=Touches.OMISSIONS,
)
