"""A rule: one kind of change, its level and reason, and the function that finds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graphwright.diff.change import Finding, Level
    from graphwright.diff.comparison import Comparison


class Touches(Enum):
    """Which places of an operation a change of this kind breaks."""

    NOTHING = "no place"
    USES = "where the element is used"
    OMISSIONS = "where the element is left out although what it belongs to is used"
    OMISSIONS_AND_NULLS = "where the element is left out or may be null"
    NULLS = "where the value given for the element may be null"
    OPERATIONS = "every operation of that kind"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of change. `reason` says what it means to those who use the schema."""

    code: str
    level: Level
    reason: str
    find: Callable[[Comparison], Iterator[Finding]]
    touches: Touches = Touches.NOTHING
