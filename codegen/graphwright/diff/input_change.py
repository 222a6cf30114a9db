"""How an argument or an input field differs from the one before it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from graphwright.elements.type_ref import TypeChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Matches, Pair
    from graphwright.elements.snapshot import InputValue


class InputChange(Enum):
    """One way in which an input value can change; a value changes in one or two of them."""

    TYPE = "another type"
    LISTS = "more or fewer lists"
    REQUIRED = "became required"
    OPTIONAL = "became optional"
    NON_NULL = "takes null in fewer places"
    NULLABLE = "takes null in more places"
    DEFAULT_ADDED = "got a default"
    DEFAULT_REMOVED = "lost its default"
    DEFAULT_CHANGED = "has another default"


_OTHER_FORMS = {
    TypeChange.OTHER_TYPE: InputChange.TYPE,
    TypeChange.OTHER_LISTS: InputChange.LISTS,
}


def input_changes(pair: Pair[InputValue]) -> Iterator[InputChange]:
    """The ways in which the value changed, the type first.

    Another type makes all else moot but that the value has to be given now, which breaks those who
    left it out. A value that became required or optional says nothing apart of its default: nobody
    relied on the default of what was required.
    """
    old, new = pair.old, pair.new
    relation = old.type.change_to(new.type)
    other_form = _OTHER_FORMS.get(relation)
    if other_form is not None:
        yield other_form
    if new.required and not old.required:
        yield InputChange.REQUIRED
    elif other_form is not None:
        return
    elif old.required and not new.required:
        # `[Int]!` to `[Int!]` may be left out, but refuses nulls that it took.
        refuses = relation in {TypeChange.STRICTER, TypeChange.MIXED}
        yield InputChange.NON_NULL if refuses else InputChange.OPTIONAL
    else:
        if relation in {TypeChange.STRICTER, TypeChange.MIXED}:
            yield InputChange.NON_NULL
        elif relation is TypeChange.LOOSER:
            yield InputChange.NULLABLE
        yield from _default_changes(old.default, new.default)


def _default_changes(old: str | None, new: str | None) -> Iterator[InputChange]:
    if old == new:
        return
    if old is None:
        yield InputChange.DEFAULT_ADDED
    elif new is None:
        yield InputChange.DEFAULT_REMOVED
    else:
        yield InputChange.DEFAULT_CHANGED


def changed_inputs(matches: Matches[InputValue], change: InputChange) -> Iterator[Pair[InputValue]]:
    """The values that are on both sides and changed in that way."""
    return (pair for pair in matches.kept if change in input_changes(pair))
