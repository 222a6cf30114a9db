"""Texts under the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import Source

from graphwright.lint.catalogue import RULES
from graphwright.lint.linting import fix, lint
from graphwright.lint.rule import Severity

if TYPE_CHECKING:
    from graphwright.lint.report import Report


def only(*names: str) -> dict[str, Severity]:
    """The severities with which only these rules are on."""
    return {rule.name: Severity.OFF for rule in RULES if rule.name not in names}


def linted(text: str, *names: str, path: str = "input.graphql") -> Report:
    """The report of the text, of these rules alone if any are named."""
    return lint([Source(text, path)], only(*names) if names else {})


def mended(text: str, *names: str) -> str:
    """The text after its fixes, of these rules alone if any are named."""
    return fix([Source(text, "input.graphql")], only(*names) if names else {}).sources[0].body
