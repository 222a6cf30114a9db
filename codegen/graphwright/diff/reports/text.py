"""The report for a terminal or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphwright.diff.change import Change, Level
from graphwright.diff.reports.wording import (
    broken_path,
    by_operation,
    headline,
    resolved,
    seen,
    unbroken,
    verdict,
    way_to_approve,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.review import Review

_COLOURS = {Level.BREAKING: "red", Level.DANGEROUS: "yellow", Level.SAFE: "green"}


def text_report(review: Review) -> str:
    """The report with ANSI colours; click strips those where it does not write to a terminal."""
    return "\n".join(_lines(review)) + "\n"


def _lines(review: Review) -> Iterator[str]:
    yield click.style(f"{review.old.label} → {review.new.label}: {headline(review)}", bold=True)
    for level in review.counts:
        changes = review.at(level)
        if changes:
            yield ""
            yield click.style(
                f"{level.word.upper()} ({len(changes)})", fg=_COLOURS[level], bold=True
            )
        for change in changes:
            yield from _change(change, review)
    if review.problems:
        yield ""
        yield click.style(f"PROBLEMS ({len(review.problems)})", fg="red", bold=True)
        for problem in review.problems:
            yield str(problem)
    if review.changes or review.problems:
        yield ""
        yield click.style(verdict(review), fg="green" if review.passes else "red", bold=True)
    if way := way_to_approve(review):
        yield way[0]
        yield from (f"    {line}" for line in way[1])


def _change(change: Change, review: Review) -> Iterator[str]:
    where = seen(change)
    code = click.style(change.code, fg=_COLOURS[change.level])
    yield (
        f"{where}: {code} {change.finding.message}" if where else f"{code} {change.finding.message}"
    )
    if change.level is Level.SAFE and not change.notes:
        yield from _resolvers(change)
        return
    yield click.style(f"    {change.reason}", dim=True)
    for note in change.notes:
        yield f"    {note}"
    for name, breakages in by_operation(change):
        for breakage in breakages:
            yield f"    breaks {name}: {broken_path(breakage)} ({breakage.place})"
    if missed := unbroken(change, review):
        yield f"    {missed}"
    yield from _resolvers(change)
    if change.acknowledgement:
        entry = change.acknowledgement
        yield f"    acknowledged until {entry.until}: {entry.reason} ({entry.path}:{entry.line})"


def _resolvers(change: Change) -> Iterator[str]:
    shown, more = resolved(change)
    for name, place in shown:
        yield f"    resolved by {name} ({place})"
    if more:
        yield f"    resolved by {more} more"
