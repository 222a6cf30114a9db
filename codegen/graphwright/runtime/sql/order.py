"""Terms of an ORDER BY, as generated orders give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, SQLColumnExpression

from graphwright.runtime.sql.column import element


@dataclass(frozen=True, slots=True)
class Nullability:
    """A column with a word on whether it can be NULL where it is read."""

    column: SQLColumnExpression[Any]
    nullable: bool


OrderColumn: TypeAlias = SQLColumnExpression[Any] | Nullability
"""A column to order by; `nullable` and `not_null` say what its declaration cannot."""


@dataclass(frozen=True, slots=True)
class OrderTerm:
    """An expression to order by, its direction, and whether it can be NULL; NULLs come last."""

    name: str
    expression: ColumnElement[Any]
    descending: bool
    nullable: bool


def order_term(name: str, column: OrderColumn, *, descending: bool) -> OrderTerm:
    """Returns the term of an order; the name binds cursors to it.

    A declared column tells whether it is nullable; any other expression is taken to be.
    """
    if isinstance(column, Nullability):
        return OrderTerm(name, element(column.column), descending, column.nullable)
    expression = element(column)
    declared = getattr(expression, "nullable", None)
    return OrderTerm(name, expression, descending, declared is not False)


def nullable(column: SQLColumnExpression[Any]) -> Nullability:
    """Returns the column as one that can be NULL: that of an outer-joined table, say."""
    return Nullability(column, nullable=True)


def not_null(column: SQLColumnExpression[Any]) -> Nullability:
    """Returns the expression as one that is never NULL, so that an index can serve the order."""
    return Nullability(column, nullable=False)
