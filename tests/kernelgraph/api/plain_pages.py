"""Pages of plain rows, as a person would cut them out of a sorted list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from kernelgraph.demo import Row

    Value = Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class PlainList:
    """A list nested below parents: which rows, whose, and what they can be sorted by."""

    rows: Sequence[Row]
    parent: Callable[[Row], Hashable]
    name: Callable[[Row], str]
    """What tells a node of one parent from the others, as the API shows it."""
    key: Sequence[Value]
    orders: dict[str, Value]
    default: tuple[str, bool]
    """The field and whether it is descending when no order is asked for."""

    def sorted(self, order: Sequence[tuple[str, bool]]) -> list[Row]:
        """The rows in the order of the fields, each descending or not; nulls last, ties by key."""
        order = order or [self.default]
        terms = [(self.orders[field], descending) for field, descending in order]
        terms += [(value, order[-1][1]) for value in self.key]
        found = list(self.rows)
        for value, descending in reversed(terms):
            present = [row for row in found if value(row) is not None]
            absent = [row for row in found if value(row) is None]
            found = [*sorted(present, key=value, reverse=descending), *absent]
        return found


@dataclass(frozen=True, slots=True)
class Cut:
    """What to cut out: from the start or the end, from a row on, or by offset."""

    size: int
    backward: bool = False
    at: Row | None = None
    offset: int | None = None


def cut_page(rows: Sequence[Row], mine: Callable[[Row], bool], cut: Cut) -> dict[str, Any]:
    """The page of those of the sorted rows that are mine; `at` need not be one of them."""
    places = {id(row): place for place, row in enumerate(rows)}
    own = [row for row in rows if mine(row)]
    count = len(own)
    if cut.offset is not None:
        page = own[cut.offset : cut.offset + cut.size]
        more, behind = cut.offset + cut.size < count, cut.offset > 0 and count > 0
        return {"rows": page, "count": count, "next": more, "previous": behind}
    at = None if cut.at is None else places[id(cut.at)]
    if cut.backward:
        ahead = [row for row in own if at is None or places[id(row)] < at]
        page, more = ahead[-cut.size :], len(ahead) > cut.size
        return {"rows": page, "count": count, "next": len(ahead) < count, "previous": more}
    ahead = [row for row in own if at is None or places[id(row)] > at]
    page, more = ahead[: cut.size], len(ahead) > cut.size
    return {"rows": page, "count": count, "next": more, "previous": len(ahead) < count}
