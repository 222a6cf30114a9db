"""The report as one HTML page that needs no network: both sides of every change, search, filters."""

from __future__ import annotations

import html
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from graphwright.diff.change import Change, Level
from graphwright.diff.reports.sides import Line, Row, SideReader, Sides
from graphwright.diff.reports.wording import (
    broken_path,
    by_operation,
    counted,
    headline,
    line_of,
    resolved,
    unbroken,
    verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.review import Review
    from graphwright.elements.snapshot import Place

_PAGE = files("graphwright.diff.reports") / "page"


def html_report(review: Review) -> str:
    """The page; it is the same, byte for byte, for the same review."""
    reader = SideReader(review)
    page = Template(_read("page.html"))
    return page.substitute(
        title=_text(f"Schema changes: {verdict(review)}"),
        style=_read("page.css"),
        script=_read("page.js"),
        old=_text(review.old.label),
        new=_text(review.new.label),
        state="passes" if review.passes else "waits",
        verdict=_text(verdict(review)),
        headline=_text(headline(review)),
        filters="".join(_filters(review)),
        contents="".join(_contents(review)),
        problems=_problems(review),
        changes="".join(
            _card(number, change, review, reader.of(change))
            for number, change in enumerate(review.changes, 1)
        ),
    )


def _read(name: str) -> str:
    return (_PAGE / name).read_text("utf-8")


def _text(text: str) -> str:
    return html.escape(text)


def _prose(text: str) -> str:
    """Text in which backticks enclose code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _text(text)
    return "".join(
        f"<code>{_text(part)}</code>" if index % 2 else _text(part)
        for index, part in enumerate(parts)
    )


def _filters(review: Review) -> Iterator[str]:
    for level, count in review.counts.items():
        disabled = "" if count else " disabled"
        yield (
            f'<button type="button" class="filter {level.word}" data-level="{level.word}"'
            f' aria-pressed="true"{disabled}><b>{count}</b> {level.word}</button>'
        )


def _contents(review: Review) -> Iterator[str]:
    for level in review.counts:
        entries = [
            (number, change)
            for number, change in enumerate(review.changes, 1)
            if change.level is level
        ]
        if entries:
            yield f'<section data-group="{level.word}"><h2 class="{level.word}">'
            yield f"{level.word} <small>{len(entries)}</small></h2><ol>"
            for number, change in entries:
                yield f'<li data-entry="{number}"><a href="#change-{number}">'
                yield _breakable(change.finding.coordinate)
                yield f"<small>{_text(_words(change.code))}</small></a></li>"
            yield "</ol></section>"


def _breakable(coordinate: str) -> str:
    """The coordinate, which may be broken before its members."""
    return _text(coordinate).replace(".", "<wbr>.").replace("(", "<wbr>(")


def _words(code: str) -> str:
    return code.replace("_", " ").lower()


def _problems(review: Review) -> str:
    if not review.problems:
        return ""
    entries = "".join(
        f"<li><code>{_text(problem.code)}</code> {_prose(problem.message)} {_prose(problem.hint)}"
        f' <span class="place">{_text(f"{problem.path}:{problem.line}")}</span></li>'
        for problem in review.problems
    )
    title = f"{counted(len(review.problems), 'problem')} to mend"
    return f'<section class="problems"><h2>{title}</h2><ul>{entries}</ul></section>'


def _card(number: int, change: Change, review: Review, sides: Sides) -> str:
    opened = " open" if change.level is Level.BREAKING else ""
    return (
        f'<details class="change {change.level.word}" id="change-{number}"'
        f' data-level="{change.level.word}" data-text="{_text(_searched(change))}"{opened}>'
        f"<summary>{_badges(change, review)}"
        f'<span class="message">{_prose(change.finding.message)}</span>'
        f'<span class="place">{_text(_where(change))}</span></summary>'
        f'<div class="body"><p><code class="code">{_text(change.code)}</code> '
        f"{_prose(' '.join((change.reason, *change.notes)))}</p>"
        f"{_meaning(change, review)}{_sides(sides)}</div></details>\n"
    )


def _badges(change: Change, review: Review) -> str:
    badge = f'<span class="badge {change.level.word}">{change.level.word}</span>'
    if change.acknowledgement:
        return f'{badge}<span class="badge acknowledged">acknowledged</span>'
    if change.breakages:
        names = len(by_operation(change))
        return f'{badge}<span class="badge used">breaks {counted(names, "operation")}</span>'
    if change.level is Level.BREAKING and unbroken(change, review):
        return f'{badge}<span class="badge unused">no known use</span>'
    return badge


def _searched(change: Change) -> str:
    finding = change.finding
    names = (name for name, _ in by_operation(change))
    resolvers = (resolver.name for resolver in change.resolvers or ())
    words = (
        finding.coordinate,
        change.code,
        finding.message,
        finding.kind.value,
        *names,
        *resolvers,
    )
    return " ".join((*words, _where(change))).lower()


def _where(change: Change) -> str:
    place = change.place
    if place is None:
        return ""
    return f"{line_of(place)} (before)" if change.finding.new is None else line_of(place)


def _meaning(change: Change, review: Review) -> str:
    parts: list[str] = []
    operations = by_operation(change)
    if operations:
        parts.append('<ul class="operations">')
        for name, breakages in operations:
            uses = ", ".join(
                f"<code>{_text(broken_path(breakage))}</code>"
                f' <span class="place">{_text(line_of(breakage.place))}</span>'
                for breakage in breakages
            )
            parts.append(f"<li>breaks <b>{_text(name)}</b>: {uses}</li>")
        parts.append("</ul>")
    elif missed := unbroken(change, review):
        parts.append(f'<p class="unbroken">{_text(missed)}</p>')
    parts.append(_resolvers(change))
    if change.acknowledgement:
        entry = change.acknowledgement
        parts.append(
            f'<p class="acknowledgement">Acknowledged until {_text(entry.until)}:'
            f" {_text(entry.reason)}"
            f' <span class="place">{_text(f"{entry.path}:{entry.line}")}</span></p>'
        )
    return "".join(parts)


def _resolvers(change: Change) -> str:
    shown, more = resolved(change)
    if not shown:
        return ""
    names = ", ".join(
        f'<code>{_text(name)}</code> <span class="place">{_text(place)}</span>'
        for name, place in shown
    )
    return f'<p class="resolvers">Resolved by {names}{f" and {more} more" if more else ""}</p>'


def _sides(sides: Sides) -> str:
    if not sides.rows:
        return ""
    rows = "".join(map(_row, sides.rows))
    heads = f"<th colspan=2>{_file(sides.old)}</th><th colspan=2>{_file(sides.new)}</th>"
    return (
        '<div class="sides"><table><colgroup><col class="number"><col><col class="number"><col>'
        f"</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _file(place: Place | None) -> str:
    return _text(place.path) if place else "—"


def _row(row: Row) -> str:
    old, new = row.old, row.new
    start, end = 0, 0
    if old and new and row.changed:
        start, end = _common(old.text, new.text)
    return f"<tr>{_cell(old, 'removed', start, end)}{_cell(new, 'added', start, end)}</tr>"


def _cell(line: Line | None, kind: str, start: int, end: int) -> str:
    if line is None:
        return '<td class="number none"></td><td class="none"></td>'
    name = kind if line.marked else "same"
    text = _text(line.text)
    stop = len(line.text) - end
    if line.marked and (start or end) and start < stop:
        before, inside, after = line.text[:start], line.text[start:stop], line.text[stop:]
        text = f"{_text(before)}<mark>{_text(inside)}</mark>{_text(after)}"
    return f'<td class="number {name}">{line.number}</td><td class="{name}"><pre>{text}</pre></td>'


def _common(old: str, new: str) -> tuple[int, int]:
    """How many characters the lines have in common at their start and at their end."""
    limit = min(len(old), len(new))
    start = 0
    while start < limit and old[start] == new[start]:
        start += 1
    end = 0
    while end < limit - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end
