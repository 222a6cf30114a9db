"""OPTIONAL_INPUT_FIELD_ADDED: an input field that may be left out was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level, added
from graphwright.diff.naming import name_of
from graphwright.diff.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for value in comparison.input_fields.added:
        if not value.required:
            yield added(
                value, f"{name_of(value)} of type `{value.type}` was added; it is optional."
            )


OPTIONAL_INPUT_FIELD_ADDED = Rule(
    code="OPTIONAL_INPUT_FIELD_ADDED",
    level=Level.DANGEROUS,
    reason="Operations stay valid, but servers and clients that copy the whole input may lose the new field.",
    find=_find,
)
