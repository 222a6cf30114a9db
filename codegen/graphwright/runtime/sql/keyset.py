"""Keyset paging: the complete order of a query, and the condition to go on from a row.

NULLs come last in both directions. The tie-breaker, the key of the source, follows the
direction of the last term, so that an index on the terms and the key serves the order. A
backward page is read in the reverse order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnClause,
    ColumnElement,
    Dialect,
    and_,
    false,
    literal,
    or_,
    tuple_,
)
from sqlalchemy import Enum as EnumOfColumn

from graphwright.runtime.sql.order import OrderTerm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphwright.runtime.sql.column import Condition


# Of any type.
_PARAMETER: Final[type[Any]] = BindParameter


class RowValues(Enum):
    """Where a database's indexes serve a comparison of rows, `(a, b) < (x, y)`."""

    NOWHERE = "nowhere"
    COLUMNS = "plain columns"
    EXPRESSIONS = "expressions too"

    @classmethod
    def of(cls, dialect: Dialect) -> RowValues:
        """Returns what holds for a database; nowhere for one that is not known here."""
        known = {"postgresql": cls.EXPRESSIONS, "sqlite": cls.COLUMNS}
        return known.get(dialect.name, cls.NOWHERE)


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

    def clauses(
        self, *, backward: bool, columns: Sequence[ColumnElement[Any]] | None = None
    ) -> list[ColumnElement[Any]]:
        """Returns the ORDER BY; the NULLs of nullable terms last, or first when backward.

        `columns` are those that have the values of the terms' expressions outside a subquery.
        """
        return [
            _clause(term, column, backward)
            for term, column in zip(self.terms, columns or self.expressions, strict=True)
        ]

    def regions(self, go_on: GoOn) -> list[Condition]:
        """Returns the conditions of the rows to go on with, apart from each other and in order.

        Each is one range of an index on the terms: first the rows that share all terms with
        the sort key but the last, then those that share one less, and so on. Where several
        terms make one range (they share a direction, and none but the first can be NULL) they are
        compared as rows, if the database has a use for that.
        """
        runs = self._runs(go_on)
        found: list[Condition] = []
        for depth in reversed(range(len(runs))):
            shared = [_same(step) for run in runs[:depth] for step in run]
            last = depth == len(runs) - 1
            parts = _parts(runs[depth], inclusive=go_on.inclusive and last)
            found.extend(and_(*shared, part) for part in parts)
        return found

    def stages(self, go_on: GoOn) -> list[list[Condition]]:
        """Returns the regions in groups to be read one after the other, until the page is full.

        The rows on the other side of where the NULLs of the first term begin are a group of
        their own: few pages have some of both sides.
        """
        regions = self.regions(go_on)
        leads_across = go_on.backward is (go_on.values[0] is None)
        if not (self.terms[0].nullable and leads_across):
            return [regions] if regions else []
        return [each for each in (regions[:-1], regions[-1:]) if each]

    def beyond(self, go_on: GoOn) -> Condition:
        """Returns the regions as one condition."""
        condition = or_(false(), *self.regions(go_on))
        runs = self._runs(go_on)
        if len(runs) == 1:
            return condition
        # Implied by the rest, but an OR alone gives an index no place to start from.
        return and_(or_(*_parts(runs[0], inclusive=True)), condition)

    def _runs(self, go_on: GoOn) -> list[tuple[_Step, ...]]:
        steps = [
            _Step(term, value, go_on.backward)
            for term, value in zip(self.terms, go_on.values, strict=True)
        ]
        runs: list[tuple[_Step, ...]] = []
        for step in steps:
            if runs and step.joins(runs[-1][-1], go_on.row_values):
                runs[-1] = (*runs[-1], step)
            else:
                runs.append((step,))
        return runs


@dataclass(frozen=True, slots=True, kw_only=True)
class GoOn:
    """Where to go on from and which way: the sort key of a row, after or (backward) before it.

    The values may be parameters of the statement, which then is one for all rows that are NULL in
    the same terms.
    `inclusive` adds the row of the key itself; `row_values` says what may be compared as rows.
    """

    values: Sequence[object]
    backward: bool
    inclusive: bool = False
    row_values: RowValues = RowValues.EXPRESSIONS


@dataclass(frozen=True, slots=True)
class _Step:
    """A term, the value to go on from, and the direction of reading."""

    term: OrderTerm
    value: Any
    backward: bool

    @property
    def falling(self) -> bool:
        return self.term.descending is not self.backward

    @property
    def bound(self) -> ColumnElement[Any]:
        if isinstance(self.value, _PARAMETER):
            parameter: ColumnElement[Any] = self.value
            return parameter
        return literal(self.value, self.term.expression.type)

    def joins(self, other: _Step, row_values: RowValues) -> bool:
        """Tells whether the term can follow the other one in a comparison of rows.

        Of one that begins with a NULL nothing is known, so that the first term may be nullable:
        rows that are NULL there are a range of their own.
        """
        return (
            self.falling is other.falling
            and not self.term.nullable
            and other.value is not None
            and self._is_comparable(row_values)
            and other._is_comparable(row_values)
        )

    def _is_comparable(self, row_values: RowValues) -> bool:
        if row_values is RowValues.NOWHERE:
            return False
        is_column = isinstance(self.term.expression, ColumnClause)
        return is_column or row_values is RowValues.EXPRESSIONS


def _parts(run: Sequence[_Step], *, inclusive: bool) -> list[Condition]:
    """Returns the ranges beyond the values of a run."""
    first = run[0]
    expression: ColumnElement[Any] = first.term.expression
    is_null: list[Condition] = [expression.is_(None)]
    if first.value is None:
        nulls = is_null if inclusive else []
        return [*nulls, expression.is_not(None)] if first.backward else nulls
    nulls = is_null if first.term.nullable and not first.backward else []
    bound: ColumnElement[Any] = first.bound
    if len(run) > 1:
        expression = tuple_(*(step.term.expression for step in run))
        bound = tuple_(*(step.bound for step in run))
    return [_compare(expression, bound, falling=first.falling, inclusive=inclusive), *nulls]


def _compare(
    left: ColumnElement[Any], right: ColumnElement[Any], *, falling: bool, inclusive: bool
) -> Condition:
    if falling:
        return left <= right if inclusive else left < right
    return left >= right if inclusive else left > right


def _same(step: _Step) -> Condition:
    if step.value is None:
        return step.term.expression.is_(None)
    return step.term.expression == step.bound


def _clause(term: OrderTerm, column: ColumnElement[Any], backward: bool) -> ColumnElement[Any]:
    falling = term.descending is not backward
    clause = column.desc() if falling else column.asc()
    if not term.nullable:
        return clause
    return clause.nulls_first() if backward else clause.nulls_last()


def _kind(expression: ColumnElement[Any]) -> type[Any]:
    if isinstance(expression.type, EnumOfColumn) and expression.type.enum_class is not None:
        kind: type[Enum] = expression.type.enum_class
        return kind
    return object
