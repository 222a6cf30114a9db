"""Every rule on a schema that breaks it here and keeps it there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from tests.lint.linted import linted, mended

from graphwright.lint.catalogue import RULES
from graphwright.lint.reports.text import text_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphwright.lint.rule import Rule

CASES = Path(__file__).parent / "rules"
PACKAGE = Path(__file__).parents[2] / "codegen/graphwright/lint"

#: Allows are judged by what the rules that they name find.
_WITH = {"allow-unused": ("field-name",), "allow-reason": ("field-name",)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_reports_what_breaks_the_rule(rule: Rule, golden: Callable[[Path, str], None]) -> None:
    """The case of a rule has the expected report, in which the rule has found something."""
    case = _case(rule)
    text = (case / "input.graphql").read_text("utf-8")
    report = linted(text, rule.name, *_WITH.get(rule.name, ()))
    assert rule.name in {problem.rule for problem in report.problems}
    golden(case / "expected.txt", click.unstyle(text_report(report)))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fixes], ids=lambda rule: rule.name)
def test_mends_what_breaks_the_rule(rule: Rule, golden: Callable[[Path, str], None]) -> None:
    """The case of a rule with fixes has the expected text after them, with all its comments."""
    case = _case(rule)
    text = (case / "input.graphql").read_text("utf-8")
    golden(case / "fixed.graphql", mended(text, rule.name, *_WITH.get(rule.name, ())))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_only_rules_that_say_so_propose_edits(rule: Rule) -> None:
    """What the table of rules says of fixes is true."""
    report = linted((_case(rule) / "input.graphql").read_text("utf-8"), rule.name)
    assert rule.fixes or not report.fixable


def test_every_rule_has_a_case_and_a_file_of_its_name() -> None:
    """Cases, modules and the table name the same rules."""
    names = {rule.name.replace("-", "_") for rule in RULES}
    assert {case.name for case in CASES.iterdir()} == names
    assert {path.stem for path in (PACKAGE / "rules").glob("*.py")} - {"__init__"} == names
    assert len(RULES) == len(names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_rules_ask_is_a_sentence(rule: Rule) -> None:
    """It can stand in a report as it is."""
    assert rule.asks[0].isupper() or rule.asks.startswith("@")
    assert rule.asks.endswith(".")


def test_the_guide_lists_every_rule() -> None:
    """With its severity and what it asks."""
    guide = (PACKAGE / "README.md").read_text("utf-8")
    mended_too = {True: " Mended by `--fix`.", False: ""}
    rows = [
        f"| {rule.name} | {rule.severity.value} | {rule.asks}{mended_too[rule.fixes]} |"
        for rule in RULES
    ]
    assert guide.endswith("\n".join(rows) + "\n")


def _case(rule: Rule) -> Path:
    return CASES / rule.name.replace("-", "_")
