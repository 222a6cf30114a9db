"""The types of columns and conditions that generated filters are written in."""

from __future__ import annotations

from typing import Any, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, SQLColumnExpression
from sqlalchemy.orm import QueryableAttribute

T = TypeVar("T")

Column: TypeAlias = SQLColumnExpression[T | None]
"""A column or expression of the type, nullable or not: a mapped attribute, a table's column."""

Condition: TypeAlias = ColumnElement[bool]


def element(column: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """Returns the SQL expression behind a column, which for a mapped attribute is inside it."""
    if isinstance(column, QueryableAttribute):
        return column.expression
    if isinstance(column, ColumnElement):
        return column
    raise TypeError(f"a {type(column).__name__} is not a column expression")
