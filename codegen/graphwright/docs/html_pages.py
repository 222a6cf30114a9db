"""The reference as HTML pages that need neither a server nor the network."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from graphwright.docs.code import coloured
from graphwright.docs.kinds import groups_of
from graphwright.docs.marked import deprecated_entries, entries_by_version
from graphwright.docs.prose import Prose, summary
from graphwright.docs.search_index import search_index
from graphwright.render.pages import page_templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.docs.reference import Excerpt, Link, Operation, Reference

ENDING = ".html"

_ASSETS = ("site.css", "site.js", "theme.js")
_PACKAGE = "graphwright.docs"
_WORD_ENDS = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=_)(?=[A-Za-z])|(?<=\.)(?=\w)")


def html_pages(reference: Reference) -> Iterator[tuple[str, str]]:
    """The path and the text of every file, the first page first."""
    writer = _Writer(reference)
    yield "index.html", writer.page("home", "index", groups=groups_of(reference))
    # Names may begin with an underscore, and such pages would not be published everywhere.
    yield ".nojekyll", ""
    yield "assets/index.js", search_index(reference)
    for name in _ASSETS:
        yield f"assets/{name}", (files(_PACKAGE) / "assets" / name).read_text("utf-8")
    if deprecated := deprecated_entries(reference):
        yield "deprecated.html", writer.page("deprecated", "deprecated", entries=deprecated)
    if versions := entries_by_version(reference):
        yield "versions.html", writer.page("versions", "versions", versions=versions)
    for page in reference.types:
        yield f"{page.page}{ENDING}", writer.page("type", page.page, type=page)
    for directive in reference.directives:
        yield (
            f"{directive.page}{ENDING}",
            writer.page("directive", directive.page, directive=directive),
        )
    for operation in reference.operations or ():
        text = writer.page("operation", operation.page, operation=operation)
        yield f"{operation.page}{ENDING}", text


def _href(root: str, link: Link) -> str:
    anchor = f"#{link.anchor}" if link.anchor else ""
    return f"{root}{link.page}{ENDING}{anchor}"


def _breakable(name: str) -> Markup:
    """The name or the coordinate, which may be broken between its words."""
    return Markup("<wbr>").join(_WORD_ENDS.split(name))


class _Writer:
    """Fills the templates."""

    def __init__(self, reference: Reference) -> None:
        self._links = reference.links
        prose = Prose(reference.links, _href)
        self._templates = page_templates(_PACKAGE)
        self._templates.globals.update(
            reference=reference,
            has_deprecated=bool(deprecated_entries(reference)),
            has_versions=bool(entries_by_version(reference)),
            href=_href,
            prose=prose.html,
            summary=summary,
            sdl=self._sdl,
            listing=self._listing,
            breakable=_breakable,
        )

    def page(self, template: str, page: str, **view: Any) -> str:
        """The text of a page."""
        root = "../" * page.count("/")
        filled = self._templates.get_template(f"{template}.html.jinja")
        return filled.render(root=root, page=page, **view)

    def _sdl(self, text: str, root: str) -> Markup:
        """SDL, a line each, with links from the names of types."""
        lines = coloured(text.split("\n"), lambda _line, _column, word: self._type(word, root))
        return Markup("\n").join(lines)

    def _listing(self, operation: Operation, root: str, *, numbered: bool = False) -> Markup:
        """The text of an operation, with links from its fields; `numbered` lines have anchors."""
        blocks: list[Markup] = []
        number = 0
        for excerpt in operation.excerpts:
            lines: list[Markup] = []
            for line in self._excerpt(excerpt, operation.links, root):
                number += 1
                shown = Markup('<span class="line" id="line-{}">{}</span>').format(number, line)
                lines.append(shown if numbered else line)
            blocks.append(Markup("\n").join(lines))
        return Markup("\n\n").join(blocks)

    def _excerpt(
        self, excerpt: Excerpt, places: Mapping[tuple[str, int, int], Link], root: str
    ) -> Iterator[Markup]:
        def lead(line: int, column: int, word: str) -> str | None:
            link = places.get((excerpt.path, excerpt.first + line - 1, column))
            return _href(root, link) if link else self._type(word, root)

        return coloured(excerpt.lines, lead)

    def _type(self, word: str, root: str) -> str | None:
        link = self._links.get(word)
        return _href(root, link) if link else None
