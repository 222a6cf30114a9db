"""Every rule on a pair of schemas before and after its change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from tests.diff.schemas import reviewed

from graphwright.diff.catalogue import RULES
from graphwright.diff.reports.text import text_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphwright.diff.rule import Rule

CASES = Path(__file__).parent / "rules"
SOURCES = Path(__file__).parents[2] / "codegen/graphwright/diff/rules"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code.lower())
def test_reports_the_change(rule: Rule, golden: Callable[[Path, str], None]) -> None:
    """The pair of a rule has the expected report, in which the rule has found something."""
    case = CASES / rule.code.lower()
    review = reviewed(
        (case / "before.graphql").read_text("utf-8"), (case / "after.graphql").read_text("utf-8")
    )
    assert rule.code in {change.code for change in review.changes}
    golden(case / "expected.txt", click.unstyle(text_report(review)))


def test_every_rule_has_a_pair_and_a_file_of_its_name() -> None:
    """Cases, modules and the table name the same rules."""
    codes = {rule.code.lower() for rule in RULES}
    assert {case.name for case in CASES.iterdir()} == codes
    assert {path.stem for path in SOURCES.glob("*.py")} - {"__init__"} == codes
    assert len(RULES) == len(codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code.lower())
def test_reasons_are_sentences(rule: Rule) -> None:
    """A reason can stand in a report as it is."""
    assert rule.reason[0].isupper()
    assert rule.reason.endswith(".")
