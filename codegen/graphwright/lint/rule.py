"""A rule: its name, how much it weighs, and the function that finds what breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graphwright.lint.finding import Finding
    from graphwright.lint.subject import Subject


class Severity(Enum):
    """What a finding means for the exit code: an error fails, a warning is only told."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault. `asks` says what the rule wants, `severity` counts unless it is configured."""

    name: str
    severity: Severity
    asks: str
    find: Callable[[Subject], Iterator[Finding]]
    fixes: bool = False
