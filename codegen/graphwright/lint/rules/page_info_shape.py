"""page-info-shape: PageInfo lacks a field, or one has another type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.type_ref import TypeRef
from graphwright.lint.finding import Finding
from graphwright.lint.relay import PAGE_INFO, is_cursor
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject

_FLAGS = ("hasNextPage", "hasPreviousPage")
_CURSORS = ("startCursor", "endCursor")


def _find(subject: Subject) -> Iterator[Finding]:
    page_info = subject.types.get(PAGE_INFO)
    if page_info is None:
        return
    for name in (*_FLAGS, *_CURSORS):
        field = page_info.fields.get(name)
        if field is None:
            yield Finding.at(page_info.first.name, f"'{PAGE_INFO}' has no field '{name}'.")
            continue
        given = TypeRef.of(field.type)
        if name in _FLAGS and str(given) != "Boolean!":
            message = f"'{PAGE_INFO}.{name}' must be 'Boolean!', not '{given}'."
            yield Finding.at(field.name, message)
        if name in _CURSORS and not is_cursor(subject, given):
            message = f"'{PAGE_INFO}.{name}' must be a string, not '{given}'."
            yield Finding.at(field.name, message)


PAGE_INFO_SHAPE = Rule(
    name="page-info-shape",
    severity=Severity.ERROR,
    asks="PageInfo has hasNextPage and hasPreviousPage: Boolean!, startCursor and endCursor.",
    find=_find,
)
