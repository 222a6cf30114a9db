"""Keyset paging: the complete order of a query, and the condition to go on from a row.

NULLs come last in both directions. The tie-breaker, the key of the source, follows the
direction of the last term, so that an index on the terms and the key serves the order. A
backward page is read in the reverse order.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, and_, false, literal, or_, true, tuple_
from sqlalchemy import Enum as EnumOfColumn

from graphwright.runtime.sql.order import OrderTerm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import Enum

    from graphwright.runtime.sql.column import Condition

ROW_VALUE_DIALECTS: Final = frozenset({"postgresql", "sqlite"})
"""Databases whose indexes serve a comparison of rows, `(a, b) < (x, y)`."""


@dataclass(frozen=True, slots=True)
class Keyset:
    """A total order: the terms asked for, up to and including the whole key."""

    terms: tuple[OrderTerm, ...]

    @classmethod
    def of(cls, order: Sequence[OrderTerm], key: Sequence[ColumnElement[Any]]) -> Keyset:
        """Returns the order completed by the key columns that it does not have yet.

        Terms that cannot matter are left out: repeated names, and what follows a whole key.
        """
        terms: list[OrderTerm] = []
        missing = list(enumerate(key))
        for term in order:
            if not missing:
                break
            if any(term.name == each.name for each in terms):
                continue
            terms.append(term)
            missing = [(i, each) for i, each in missing if not each.compare(term.expression)]
        descending = terms[-1].descending if terms else False
        ties = [OrderTerm(f"key{i}", each, descending, nullable=False) for i, each in missing]
        return cls((*terms, *ties))

    @property
    def name(self) -> str:
        """What cursors are bound to: the terms, their directions and the types of their columns."""
        return ",".join(
            f"{term.name}:{'desc' if term.descending else 'asc'}:{type(term.expression.type).__name__}"
            for term in self.terms
        )

    @property
    def expressions(self) -> tuple[ColumnElement[Any], ...]:
        """The expressions whose values make the sort key of a row."""
        return tuple(term.expression for term in self.terms)

    @property
    def kinds(self) -> tuple[type[Any], ...]:
        """The kinds of the sort key's values, as far as a cursor must know them: enums."""
        return tuple(_kind(term.expression) for term in self.terms)

    def clauses(self, *, backward: bool) -> list[ColumnElement[Any]]:
        """Returns the ORDER BY; the NULLs of nullable terms last, or first when backward."""
        return [_clause(term, backward) for term in self.terms]

    def beyond(
        self,
        values: Sequence[object],
        *,
        backward: bool,
        inclusive: bool = False,
        row_values: bool = True,
    ) -> Condition:
        """Returns the condition of the rows after the sort key, or before it when backward.

        `inclusive` adds the row of the key itself. Runs of terms that share a direction and
        cannot be NULL are compared as rows where `row_values` says that indexes serve it.
        """
        steps = [
            _Step(term, value, backward) for term, value in zip(self.terms, values, strict=True)
        ]
        runs = _runs(steps) if row_values else [(step,) for step in steps]
        condition = _run_beyond(runs[-1], inclusive=inclusive)
        for run in reversed(runs[:-1]):
            condition = or_(_run_beyond(run, inclusive=False), and_(*map(_same, run), condition))
        if len(runs) == 1:
            return condition
        # Implied by the rest, but an OR alone gives an index no place to start from.
        return and_(_run_beyond(runs[0], inclusive=True), condition)


@dataclass(frozen=True, slots=True)
class _Step:
    """A term, the value to go on from, and the direction of reading."""

    term: OrderTerm
    value: object
    backward: bool

    @property
    def falling(self) -> bool:
        return self.term.descending is not self.backward

    @property
    def bound(self) -> ColumnElement[Any]:
        return literal(self.value, self.term.expression.type)


def _runs(steps: Sequence[_Step]) -> list[tuple[_Step, ...]]:
    runs: list[tuple[_Step, ...]] = []
    for nullable, group in groupby(steps, key=lambda step: step.term.nullable):
        if nullable:
            runs.extend((step,) for step in group)
        else:
            runs.extend(tuple(run) for _, run in groupby(group, key=lambda step: step.falling))
    return runs


def _run_beyond(run: Sequence[_Step], *, inclusive: bool) -> Condition:
    if len(run) == 1:
        return _beyond(run[0], inclusive=inclusive)
    left = tuple_(*(step.term.expression for step in run))
    right = tuple_(*(step.bound for step in run))
    if run[0].falling:
        return left <= right if inclusive else left < right
    return left >= right if inclusive else left > right


def _beyond(step: _Step, *, inclusive: bool) -> Condition:
    expression = step.term.expression
    if step.value is None:
        if step.backward:
            return true() if inclusive else expression.is_not(None)
        return expression.is_(None) if inclusive else false()
    if step.falling:
        compared = expression <= step.bound if inclusive else expression < step.bound
    else:
        compared = expression >= step.bound if inclusive else expression > step.bound
    if step.term.nullable and not step.backward:
        return or_(compared, expression.is_(None))
    return compared


def _same(step: _Step) -> Condition:
    if step.value is None:
        return step.term.expression.is_(None)
    return step.term.expression == step.bound


def _clause(term: OrderTerm, backward: bool) -> ColumnElement[Any]:
    falling = term.descending is not backward
    clause = term.expression.desc() if falling else term.expression.asc()
    if not term.nullable:
        return clause
    return clause.nulls_first() if backward else clause.nulls_last()


def _kind(expression: ColumnElement[Any]) -> type[Any]:
    if isinstance(expression.type, EnumOfColumn) and expression.type.enum_class is not None:
        kind: type[Enum] = expression.type.enum_class
        return kind
    return object
