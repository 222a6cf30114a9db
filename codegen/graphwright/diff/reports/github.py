"""The report as annotations of GitHub's checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.annotations import annotation
from graphwright.diff.change import Change, Level
from graphwright.diff.reports.wording import by_operation, headline, unbroken, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.review import Review
    from graphwright.elements.snapshot import Place
    from graphwright.errors import Diagnostic


def github_report(review: Review) -> str:
    """One command for each problem and each change that is not safe, and a notice of the counts.

    GitHub shows only the first few annotations of a step, so the worst come first and the safe
    changes only as a number.
    """
    return "".join(f"{line}\n" for line in _lines(review))


def _lines(review: Review) -> Iterator[str]:
    for change in review.changes:
        if review.needs_approval(change):
            yield _change("error", change, review)
    for problem in review.problems:
        yield _problem(problem)
    for change in review.changes:
        if change.level is not Level.SAFE and not review.needs_approval(change):
            yield _change("warning", change, review)
    yield annotation("notice", {"title": "Schema changes"}, f"{headline(review)} {verdict(review)}")


def _change(command: str, change: Change, review: Review) -> str:
    properties = _position(change.new_place)
    properties["title"] = f"{change.level.word.capitalize()}: {change.code}"
    sentences = [change.finding.message, change.reason, *change.notes]
    names = [name for name, _ in by_operation(change)]
    if names:
        sentences.append(f"Breaks {', '.join(names)}.")
    elif missed := unbroken(change, review):
        sentences.append(missed)
    if change.acknowledgement:
        sentences.append(f"Acknowledged: {change.acknowledgement.reason}")
    return annotation(command, properties, " ".join(sentences))


def _problem(problem: Diagnostic) -> str:
    position = {"file": problem.path, "line": str(problem.line), "col": str(problem.column)}
    text = f"{problem.message} {problem.hint}".rstrip()
    return annotation("error", {**position, "title": problem.code}, text)


def _position(place: Place | None) -> dict[str, str]:
    if place is None or not place.exact:
        return {}
    return {"file": place.path, "line": str(place.line), "col": str(place.column)}
