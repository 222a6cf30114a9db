"""Sources to a report, and to sources without what can be mended."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphwright.elements.documents import parse_documents
from graphwright.lint.allows import Allow, BadAllow, read_allows
from graphwright.lint.catalogue import RULES
from graphwright.lint.fixes import apply_edits
from graphwright.lint.report import Problem, Report
from graphwright.lint.rule import Severity
from graphwright.lint.rules.allow_unused import ALLOW_UNUSED
from graphwright.lint.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphql import DocumentNode, Source

    from graphwright.lint.finding import Finding
    from graphwright.lint.rule import Rule

_LINE_END = re.compile(r"\r\n|[\n\r]")

#: A fix can lay bare another, never an endless row of them.
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """The sources as they are after mending, and by how much the problems are fewer."""

    sources: tuple[Source, ...]
    count: int


def lint(sources: Sequence[Source], severities: Mapping[str, Severity]) -> Report:
    """What the rules find; raises DiagnosticsError for syntax errors.

    Rules that `severities` does not name weigh what the catalogue says.
    """
    subject = subject_of(parse_documents(sources))
    weighed = [(rule, severities.get(rule.name, rule.severity)) for rule in RULES]
    active = [(rule, severity) for rule, severity in weighed if severity is not Severity.OFF]
    run = _Run(subject, {rule.name for rule, _ in active})
    for rule, severity in active:
        run.check(rule, severity, rule.find(subject))
    for rule, severity in active:
        if rule is ALLOW_UNUSED:
            run.check(rule, severity, rule.find(replace(subject, stale=run.stale)))
    return Report(run.problems(sources), run.allowed, len(sources))


def fix(sources: Sequence[Source], severities: Mapping[str, Severity]) -> Fixed:
    """The sources with every edit that the rules propose, until none is left."""
    current = tuple(sources)
    report = before = lint(current, severities)
    for _ in range(_ROUNDS):
        if not report.fixable:
            break
        edits = [edit for problem in report.problems for edit in problem.edits]
        current = tuple(apply_edits(source, edits) for source in current)
        report = lint(current, severities)
    return Fixed(current, len(before.problems) - len(report.problems))


def subject_of(documents: Iterable[DocumentNode]) -> Subject:
    """The documents as the rules look at them."""
    kept = tuple(documents)
    allows: list[Allow] = []
    bad: list[BadAllow] = []
    for document in kept:
        found, wrong = read_allows(document)
        allows += found
        bad += wrong
    known = tuple(rule.name for rule in RULES)
    bad += [BadAllow(allow.spot, allow.rule) for allow in allows if allow.rule not in known]
    good = tuple(allow for allow in allows if allow.rule in known)
    return Subject(kept, known, good, tuple(bad))


class _Run:
    """Sorts findings into those that are meant and those that are told."""

    def __init__(self, subject: Subject, active: set[str]) -> None:
        self._allows = [allow for allow in subject.allows if allow.rule in active]
        self._used: set[Allow] = set()
        self._told: list[tuple[Rule, Severity, Finding]] = []
        self.allowed = 0

    @property
    def stale(self) -> tuple[Allow, ...]:
        """The allows that no finding needed."""
        return tuple(allow for allow in self._allows if allow not in self._used)

    def check(self, rule: Rule, severity: Severity, findings: Iterable[Finding]) -> None:
        """Take what the rule found."""
        allows = [allow for allow in self._allows if allow.rule == rule.name]
        for finding in findings:
            covering = [allow for allow in allows if allow.covers(rule.name, finding)]
            self._used.update(covering)
            if covering:
                self.allowed += 1
            else:
                self._told.append((rule, severity, finding))

    def problems(self, sources: Iterable[Source]) -> tuple[Problem, ...]:
        """What is told, sorted by place, each once."""
        bodies = {source.name: source.body for source in sources}
        lines = {
            path: _LINE_END.split(bodies[path])
            for path in {finding.spot.path for _, _, finding in self._told}
        }
        problems = {
            Problem(
                finding.spot,
                rule.name,
                severity,
                finding.message,
                finding.hint,
                lines[finding.spot.path][finding.spot.line - 1],
                finding.edits,
            )
            for rule, severity, finding in self._told
        }
        return tuple(sorted(problems, key=lambda item: (item.spot, item.rule, item.message)))
