"""deprecation-sentence: the reason of a deprecation is no sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.deprecations import deprecations, reason_node
from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity
from graphwright.lint.sentences import flaws_of, sentence_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, directive in deprecations(subject):
        reason = reason_node(directive)
        flaws = flaws_of(reason.value) if reason else None
        if reason and flaws:
            message = f"The reason why '{coordinate}' is deprecated {flaws}."
            yield Finding.at(reason, message, edits=sentence_edits(reason, flaws))


DEPRECATION_SENTENCE = Rule(
    name="deprecation-sentence",
    severity=Severity.WARNING,
    asks="Reasons of deprecations begin with a capital letter and end with a stop.",
    find=_find,
    fixes=True,
)
