"""The operators of generated filters, each a column and a value to a condition.

An unset or null value adds no condition. A negation is true of every row of which the
operator itself is not: also of rows whose column is NULL.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import ColumnElement, String, and_, false, func, literal, not_, or_

from graphwright.runtime.errors import BadInput
from graphwright.runtime.sql.column import Column, Condition, element
from graphwright.runtime.sql.enum_column import EnumColumn
from graphwright.runtime.sql.text import contains_text, ends_with_text, folded, starts_with_text
from graphwright.runtime.unset import UNSET, Maybe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

MAXIMUM_VALUES: Final = 10_000
"""The longest list that `in` and its kin take; drivers limit the parameters of a statement."""


def all_of(*conditions: Condition | None) -> Condition | None:
    """Returns the condition that all hold; None, no condition, when there is nothing to hold."""
    present = [each for each in conditions if each is not None]
    return and_(*present) if present else None


def any_of(*conditions: Condition | None) -> Condition | None:
    """Returns the condition that at least one holds; None for no arguments.

    An argument None holds for every row, and so then does the whole.
    """
    present = [each for each in conditions if each is not None]
    return or_(*present) if present and len(present) == len(conditions) else None


def none_of(*conditions: Condition | None) -> Condition | None:
    """Returns the condition that none holds, unknown (NULL) taken as false; None for no arguments.

    An argument None holds for every row, so that nothing is left.
    """
    if not conditions:
        return None
    present = [each for each in conditions if each is not None]
    if len(present) < len(conditions):
        return false()
    return not_(func.coalesce(or_(*present), false()))


def equals(column: Column[T] | EnumColumn[T], value: Maybe[T]) -> Condition | None:
    """Returns the condition that the column is the value."""
    if value is None or value is UNSET:
        return None
    if isinstance(column, EnumColumn):
        return column.is_one_of((value,))
    if not is_storable(value):
        return false()
    return element(column) == value


def not_equals(column: Column[T] | EnumColumn[T], value: Maybe[T]) -> Condition | None:
    """Returns the condition that the column is not the value, or NULL."""
    return _not(equals(column, value))


def in_(column: Column[T] | EnumColumn[T], values: Maybe[Sequence[T]]) -> Condition | None:
    """Returns the condition that the column is one of the values; none for an empty list."""
    if values is None or values is UNSET:
        return None
    _refuse_long(values)
    if isinstance(column, EnumColumn):
        return column.is_one_of(values)
    return element(column).in_([each for each in values if is_storable(each)])


def not_in(column: Column[T] | EnumColumn[T], values: Maybe[Sequence[T]]) -> Condition | None:
    """Returns the condition that the column is none of the values, or NULL."""
    return _not(in_(column, values))


def contains(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the condition that the text has the value somewhere in it."""
    return _match(contains_text, column, value, fold=False)


def not_contains(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the negation of `contains`."""
    return _not(contains(column, value))


def starts_with(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the condition that the text begins with the value."""
    return _match(starts_with_text, column, value, fold=False)


def not_starts_with(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the negation of `starts_with`."""
    return _not(starts_with(column, value))


def ends_with(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the condition that the text ends with the value."""
    return _match(ends_with_text, column, value, fold=False)


def not_ends_with(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the negation of `ends_with`."""
    return _not(ends_with(column, value))


def i_equals(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the condition that the text is the value, letter case aside."""
    if value is None or value is UNSET:
        return None
    return i_in(column, (value,))


def i_not_equals(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the negation of `i_equals`."""
    return _not(i_equals(column, value))


def i_in(column: Column[str], values: Maybe[Sequence[str]]) -> Condition | None:
    """Returns the condition that the text is one of the values, letter case aside."""
    if values is None or values is UNSET:
        return None
    _refuse_long(values)
    options = [folded(literal(each, String())) for each in values if is_storable(each)]
    return folded(element(column)).in_(options)


def i_not_in(column: Column[str], values: Maybe[Sequence[str]]) -> Condition | None:
    """Returns the negation of `i_in`."""
    return _not(i_in(column, values))


def i_contains(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the condition that the text has the value in it, letter case aside."""
    return _match(contains_text, column, value, fold=True)


def i_not_contains(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the negation of `i_contains`."""
    return _not(i_contains(column, value))


def i_starts_with(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the condition that the text begins with the value, letter case aside."""
    return _match(starts_with_text, column, value, fold=True)


def i_not_starts_with(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the negation of `i_starts_with`."""
    return _not(i_starts_with(column, value))


def i_ends_with(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the condition that the text ends with the value, letter case aside."""
    return _match(ends_with_text, column, value, fold=True)


def i_not_ends_with(column: Column[str], value: Maybe[str]) -> Condition | None:
    """Returns the negation of `i_ends_with`."""
    return _not(i_ends_with(column, value))


def lt(column: Column[T], value: Maybe[T]) -> Condition | None:
    """Returns the condition that the column is less than the value."""
    return None if value is None or value is UNSET else element(column) < value


def lte(column: Column[T], value: Maybe[T]) -> Condition | None:
    """Returns the condition that the column is the value or less."""
    return None if value is None or value is UNSET else element(column) <= value


def gt(column: Column[T], value: Maybe[T]) -> Condition | None:
    """Returns the condition that the column is greater than the value."""
    return None if value is None or value is UNSET else element(column) > value


def gte(column: Column[T], value: Maybe[T]) -> Condition | None:
    """Returns the condition that the column is the value or greater."""
    return None if value is None or value is UNSET else element(column) >= value


before = lt
after = gt


def is_storable(value: object) -> bool:
    """Tells whether a database can hold the value; a text with NUL or half a surrogate cannot be."""
    if not isinstance(value, str) or (value.isascii() and "\x00" not in value):
        return True
    try:
        return b"\x00" not in value.encode()
    except UnicodeEncodeError:
        return False


def _match(
    match: Callable[..., Condition], column: Column[str], value: Maybe[str], *, fold: bool
) -> Condition | None:
    if value is None or value is UNSET:
        return None
    subject: ColumnElement[Any] = element(column)
    if value == "":
        return subject.is_not(None)
    if not is_storable(value):
        return false()
    return match(subject, value, fold=fold)


def _not(condition: Condition | None) -> Condition | None:
    return None if condition is None else none_of(condition)


def _refuse_long(values: Sequence[object]) -> None:
    if len(values) > MAXIMUM_VALUES:
        raise BadInput(f"a list of at most {MAXIMUM_VALUES} values is taken, got {len(values)}")
