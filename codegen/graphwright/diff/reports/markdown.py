"""The report for a comment on a pull request: the summary, then the details folded."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from graphwright.diff.change import Change, Level
from graphwright.diff.reports.wording import (
    broken_path,
    by_operation,
    counted,
    headline,
    line_of,
    resolved,
    unbroken,
    verdict,
    way_to_approve,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphwright.diff.review import Review

#: How many changes of a level are written out: comments may have 65,536 characters.
_SHOWN = {Level.BREAKING: 100, Level.DANGEROUS: 40, Level.SAFE: 40}
_MARKS = {Level.BREAKING: "🔴", Level.DANGEROUS: "🟡", Level.SAFE: "🟢"}


def markdown_report(review: Review) -> str:
    """GitHub-flavoured Markdown, which GitLab understands as well."""
    return "\n".join(_lines(review)) + "\n"


def _lines(review: Review) -> Iterator[str]:
    mark = "✅" if review.passes else "❌"
    yield f"### {mark} Schema changes: {_lower(verdict(review))}"
    yield ""
    yield f"**{headline(review)}** {_code(review.new.label)} compared to {_code(review.old.label)}."
    if review.problems:
        yield ""
        yield f"<details open><summary><b>{counted(len(review.problems), 'problem')}</b></summary>"
        yield ""
        for problem in review.problems:
            text = _prose(f"{problem.message} {problem.hint}".rstrip())
            yield f"- `{problem.code}` {text} — {_code(f'{problem.path}:{problem.line}')}"
        yield ""
        yield "</details>"
    for level in review.counts:
        changes = review.at(level)
        if changes:
            yield from _level(level, changes, review)
    if way := way_to_approve(review):
        yield from ("", _prose(way[0]), "", "```toml", *way[1], "```")


def _level(level: Level, changes: Sequence[Change], review: Review) -> Iterator[str]:
    waiting = sum(map(review.needs_approval, changes))
    extra = f", {waiting} to approve" if waiting else ""
    yield ""
    yield f"<details><summary>{_MARKS[level]} <b>{len(changes)} {level.word}</b>{extra}</summary>"
    yield ""
    for change in changes[: _SHOWN[level]]:
        yield from _change(change, review)
    if len(changes) > _SHOWN[level]:
        yield f"- … and {len(changes) - _SHOWN[level]} more"
    yield ""
    yield "</details>"


def _change(change: Change, review: Review) -> Iterator[str]:
    place = change.place
    before = " (before)" if change.finding.new is None else ""
    where = f" — {_code(line_of(place))}{before}" if place else ""
    yield f"- {_prose(change.finding.message)}{where}<br>"
    yield f"  `{change.code}`: {_prose(' '.join((change.reason, *change.notes)))}"
    for name, breakages in by_operation(change):
        paths = ", ".join(
            f"{_code(broken_path(breakage))} ({_code(line_of(breakage.place))})"
            for breakage in breakages
        )
        yield f"  - breaks **{_prose(name)}**: {paths}"
    if missed := unbroken(change, review):
        yield f"  - {missed}"
    shown, more = resolved(change)
    if shown:
        names = ", ".join(f"{_code(name)} ({_code(place)})" for name, place in shown)
        yield f"  - resolved by {names}{f' and {more} more' if more else ''}"
    if change.acknowledgement:
        entry = change.acknowledgement
        yield f"  - acknowledged until {_prose(entry.until)}: {_prose(entry.reason)}"


def _prose(text: str) -> str:
    """Text in which only backticks mean something: no HTML, no emphasis, nobody is notified."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _plain(text.replace("`", "'"))
    return "".join(_code(part) if index % 2 else _plain(part) for index, part in enumerate(parts))


def _plain(text: str) -> str:
    escaped = html.escape(" ".join(text.split()) if "\n" in text else text, quote=False)
    for character in "*_[]|~#":
        escaped = escaped.replace(character, f"\\{character}")
    return escaped.replace("@", "&#64;")


def _code(text: str) -> str:
    return f"`{text}`" if "`" not in text else f"`` {text} ``"


def _lower(sentence: str) -> str:
    return (sentence[0].lower() + sentence[1:]).rstrip(".")
