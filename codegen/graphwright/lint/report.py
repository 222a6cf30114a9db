"""What a run of the rules has to say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphwright.errors import Diagnostic
from graphwright.lint.rule import Severity

if TYPE_CHECKING:
    from graphwright.lint.finding import Edit, Spot


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding with the rule that it breaks and the line on which it stands."""

    spot: Spot
    rule: str
    severity: Severity
    message: str
    hint: str
    source_line: str
    edits: tuple[Edit, ...] = ()

    @property
    def diagnostic(self) -> Diagnostic:
        """The problem as `path:line:col: CODE sentence`, with the line and a caret."""
        spot = self.spot
        hint = self.hint
        if self.severity is Severity.WARNING:
            hint = f"{hint} (warning)".lstrip()
        return Diagnostic(
            spot.path, spot.line, spot.column, self.rule, self.message, hint, self.source_line
        )


@dataclass(frozen=True)
class Report:
    """The problems by place; `allowed` are the findings that a comment says are meant."""

    problems: tuple[Problem, ...]
    allowed: int
    files: int
    fail_on: Severity = Severity.ERROR
    fixed: int = 0

    @cached_property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors

    @property
    def fixable(self) -> int:
        """How many problems `--fix` would mend."""
        return sum(bool(problem.edits) for problem in self.problems)

    @property
    def passes(self) -> bool:
        """Whether nothing weighs enough to fail."""
        return not (self.problems if self.fail_on is Severity.WARNING else self.errors)
