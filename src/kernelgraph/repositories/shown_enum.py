"""Columns that show a member of an enum for every stored text, known or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from graphwright.runtime.sql import EnumColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import SQLColumnExpression
    from sqlalchemy.orm import InstrumentedAttribute

    from graphwright.runtime.sql import Condition

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class ShownEnumColumn(EnumColumn[E]):
    """An enum column in which a text that no member is stored by shows as `unknown`."""

    unknown: E

    def is_one_of(self, members: Sequence[E]) -> Condition:
        """The condition that the column shows one of the members."""
        if self.unknown not in members:
            return self.column.in_(self._texts(members))
        return self.column.not_in(
            self._texts([each for each in self.stored if each not in members])
        )

    def _texts(self, members: Sequence[E]) -> Sequence[object]:
        return [value for member in members for value in self.stored[member]]


@dataclass(frozen=True, slots=True)
class RankedEnumColumn(EnumColumn[E]):
    """An enum column that is filtered by the rank of the member that it shows.

    One member is one value of the rank, however many texts it is stored by: an index of the
    rank and an order serves a page of that member's rows, in that order.
    """

    rank: SQLColumnExpression[int]

    def is_one_of(self, members: Sequence[E]) -> Condition:
        """The condition that the column shows one of the members."""
        ranks = [rank for rank, member in enumerate(self.stored) if member in members]
        return self.rank == ranks[0] if len(ranks) == 1 else self.rank.in_(ranks)


def shown_enum(
    column: InstrumentedAttribute[str], stored: Mapping[E, Sequence[str]], unknown: E
) -> ShownEnumColumn[E]:
    """The column, what it stores for each member, and the member that anything else shows."""
    return ShownEnumColumn(column, stored, unknown)
