"""Which known operations a breaking change breaks, and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphwright.diff.catalogue import RULES
from graphwright.diff.change import Breakage, Change, Finding, Level
from graphwright.diff.rule import Touches
from graphwright.elements.uses import KnownOperations, Use, without_repetition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TOUCHES: Mapping[str, Touches] = {rule.code: rule.touches for rule in RULES}


def with_breakages(change: Change, known: KnownOperations) -> Change:
    """The change with the places that it breaks, if its rule is one of breaking changes."""
    if change.rule_level is not Level.BREAKING:
        return change
    uses = without_repetition(_touched(change, known))
    return replace(
        change,
        breakages=tuple(
            Breakage(use.operation, use.path, use.place, use.through_variable) for use in uses
        ),
    )


def _touched(change: Change, known: KnownOperations) -> Iterable[Use]:
    finding = change.finding
    touches = _TOUCHES[change.code]
    if touches in {Touches.USES, Touches.OPERATIONS}:
        return (*known.of(finding.coordinate.partition(" on ")[0]), *_carriers(change, known))
    if touches is Touches.OMISSIONS:
        return _omissions(finding, known)
    if touches is Touches.NULLS:
        return _nulls(finding, known)
    if touches is Touches.OMISSIONS_AND_NULLS:
        return (*_omissions(finding, known), *_nulls(finding, known))
    return ()


def _carriers(change: Change, known: KnownOperations) -> Iterable[Use]:
    """Variables of the enum, any of which may be the value that is gone."""
    if change.code != "ENUM_VALUE_REMOVED":
        return ()
    return [use for use in known.of(change.finding.parent) if use.through_variable]


def _omissions(finding: Finding, known: KnownOperations) -> list[Use]:
    return [use for use in known.of(finding.parent) if finding.name not in use.given]


def _nulls(finding: Finding, known: KnownOperations) -> list[Use]:
    return [use for use in known.of(finding.coordinate) if use.nullable]
