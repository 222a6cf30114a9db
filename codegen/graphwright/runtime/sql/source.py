"""Sources that are read by key: what the rows are, and what identifies and orders them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import ColumnClause, ColumnElement, FromClause, SQLColumnExpression, select

from graphwright.runtime.sql.column import Condition, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime.cursor import CursorCodec
    from graphwright.runtime.sql.projection import Projection

T_co = TypeVar("T_co", covariant=True)
K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysetSource(Generic[T_co]):
    """Rows and the objects they become.

    `name` is what cursors are bound to, so that one connection refuses those of another.
    `key` is unique and never NULL. `from_` is needed only when the projection reads more
    than the table of the key, and must then have one row for each key.
    """

    name: str
    projection: Projection[T_co]
    key: tuple[SQLColumnExpression[Any], ...]
    codec: CursorCodec
    from_: FromClause | None = None

    @property
    def from_clause(self) -> FromClause:
        """What the rows are selected from."""
        if self.from_ is not None:
            return self.from_
        key = self.key_columns[0]
        if isinstance(key, ColumnClause) and key.table is not None:
            return key.table
        return select(key).get_final_froms()[0]

    @property
    def key_columns(self) -> tuple[ColumnElement[Any], ...]:
        """The expressions of the key."""
        return tuple(element(column) for column in self.key)


@dataclass(frozen=True, slots=True)
class Parents(Generic[K]):
    """The parents whose pages are read: the column that names a row's parent, and its values.

    `where` limits the rows of all parents. A key None stands for a parent without rows.
    """

    column: SQLColumnExpression[K | None]
    keys: Sequence[K | None]
    where: Condition | None = None
