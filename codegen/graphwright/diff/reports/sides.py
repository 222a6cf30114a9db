"""The SDL around a change, both sides in rows next to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.change import Change
    from graphwright.diff.review import Review
    from graphwright.elements.snapshot import Place, Snapshot

_AROUND = 2
_WORD = re.compile(r"[\w\"]+")
_MOST = 14


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one side, numbered from 1; `marked` if it is part of what changed."""

    number: int
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of either side or of both; a side without one is blank there."""

    old: Line | None
    new: Line | None

    @property
    def changed(self) -> bool:
        """Whether the sides differ here."""
        return bool((self.old and self.old.marked) or (self.new and self.new.marked))


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of one change: the place on each, and the rows around it."""

    old: Place | None
    new: Place | None
    rows: tuple[Row, ...]


class SideReader:
    """Finds the sides of the changes of one review; definitions are aligned once."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._aligned: dict[tuple[_Block, _Block], tuple[Row, ...]] = {}

    def of(self, change: Change) -> Sides:
        """The sides of a change."""
        finding = change.finding
        old = finding.old or (change.near if finding.new else None)
        new = change.new_place
        rows = self._rows(_Block.of(old), _Block.of(new))
        hits = [
            index
            for index, row in enumerate(rows)
            if _within(row.old, finding.old) or _within(row.new, finding.new)
        ]
        first = max(0, hits[0] - _AROUND) if hits else 0
        last = min(hits[-1] + 1 + _AROUND if hits else _MOST, first + _MOST)
        return Sides(old, new, rows[first:last])

    def _rows(self, old: _Block, new: _Block) -> tuple[Row, ...]:
        key = (old, new)
        if key not in self._aligned:
            review = self._review
            rows = _align(old, old.lines(review.old), new, new.lines(review.new))
            self._aligned[key] = tuple(rows)
        return self._aligned[key]


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of a definition; none when the path is empty."""

    path: str
    first: int
    last: int

    @classmethod
    def of(cls, place: Place | None) -> _Block:
        return cls(place.path, *place.block) if place else cls("", 1, 0)

    def lines(self, snapshot: Snapshot) -> tuple[str, ...]:
        return snapshot.files.get(self.path, ())[self.first - 1 : self.last]


def _within(line: Line | None, place: Place | None) -> bool:
    return bool(line and place and place.line <= line.number <= place.last_line)


def _align(
    old: _Block, old_lines: tuple[str, ...], new: _Block, new_lines: tuple[str, ...]
) -> Iterator[Row]:
    matcher = SequenceMatcher(None, old_lines, new_lines)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        marked = tag != "equal"
        left = [Line(old.first + n, old_lines[n], marked) for n in range(i, i_end)]
        right = [Line(new.first + n, new_lines[n], marked) for n in range(j, j_end)]
        if marked:
            yield from _paired(left, right)
        else:
            yield from map(Row, left, right)


def _paired(left: list[Line], right: list[Line]) -> Iterator[Row]:
    """Lines that differ: those of one name face each other, the others stand alone."""
    old, new = list(map(_first_word, left)), list(map(_first_word, right))
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from map(Row, left[i:i_end], right[j:j_end])
        else:
            yield from (Row(line, None) for line in left[i:i_end])
            yield from (Row(None, line) for line in right[j:j_end])


def _first_word(line: Line) -> str:
    found = _WORD.search(line.text)
    return found[0] if found else ""
