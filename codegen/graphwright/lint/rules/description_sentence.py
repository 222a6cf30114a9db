"""description-sentence: a description is no sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity
from graphwright.lint.sentences import flaws_of, sentence_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for coordinate, node in subject.elements:
        if node.description is None:
            continue
        flaws = flaws_of(node.description.value)
        if flaws is not None:
            message = f"The description of '{coordinate}' {flaws}."
            edits = sentence_edits(node.description, flaws)
            yield Finding.at(node.description, message, edits=edits)


DESCRIPTION_SENTENCE = Rule(
    name="description-sentence",
    severity=Severity.WARNING,
    asks="Descriptions begin with a capital letter and end with a stop.",
    find=_find,
    fixes=True,
)
