"""A column that stores the values of a GraphQL enum in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from graphwright.runtime.sql.column import Condition, element

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import SQLColumnExpression

E = TypeVar("E")
EnumT = TypeVar("EnumT", bound=Enum)


@dataclass(frozen=True, slots=True)
class EnumColumn(Generic[E]):
    """A column and what it stores for each member: one value, several, or none.

    A filter by a member finds the rows with any of its stored values.
    """

    column: SQLColumnExpression[Any]
    stored: Mapping[E, Sequence[object]]

    def is_one_of(self, members: Sequence[E]) -> Condition:
        """Returns the condition that the column shows one of the members."""
        values = [value for member in members for value in self.stored[member]]
        column = element(self.column)
        return column == values[0] if len(values) == 1 else column.in_(values)


def enum_column(
    column: SQLColumnExpression[Any],
    enum: type[EnumT],
    stored: Mapping[EnumT, Sequence[object]] | None = None,
) -> EnumColumn[EnumT]:
    """Returns the column as one of the enum, whose members are stored by their GraphQL names.

    `stored` says otherwise: a tuple of values, maybe of one, for every member. Raises
    ValueError when it leaves a member out.
    """
    if stored is None:
        return EnumColumn(column, {member: (str(member.value),) for member in enum})
    missing = [member.name for member in enum if member not in stored]
    if missing:
        raise ValueError(f"{enum.__name__}: no stored value for {', '.join(missing)}")
    return EnumColumn(column, dict(stored))
