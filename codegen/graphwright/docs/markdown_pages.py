"""The reference as Markdown pages, for a wiki or a repository."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from graphwright.docs.kinds import groups_of
from graphwright.docs.marked import deprecated_entries, entries_by_version
from graphwright.docs.prose import summary
from graphwright.docs.reference import FieldEntry, ValueEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphwright.docs.reference import (
        DirectivePage,
        Entry,
        Link,
        Marks,
        Operation,
        Reference,
        TypePage,
        TypeText,
        User,
    )

_ENDING = ".md"
_ROOTS = {"query": "Queries", "mutation": "Mutations", "subscription": "Subscriptions"}
_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)


def markdown_pages(reference: Reference) -> Iterator[tuple[str, str]]:
    """The path and the text of every file, the first page first."""
    yield "README.md", _joined(_home(reference, _Page("README")))
    if deprecated := deprecated_entries(reference):
        page = _Page("deprecated")
        lines = (_deprecated_line(link, entry, page) for link, entry in deprecated)
        yield "deprecated.md", _joined(["# Deprecated", "", *lines])
    if versions := entries_by_version(reference):
        yield "versions.md", _joined(_versions(versions, _Page("versions")))
    for type_page in reference.types:
        yield f"{type_page.page}.md", _joined(_type(type_page, _Page(type_page.page)))
    for directive in reference.directives:
        yield f"{directive.page}.md", _joined(_directive(directive, _Page(directive.page)))
    for operation in reference.operations or ():
        yield f"{operation.page}.md", _joined(_operation(operation, _Page(operation.page)))


def _joined(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


class _Page:
    """Writes what refers to other pages, from one page."""

    def __init__(self, page: str) -> None:
        self._folder = posixpath.dirname(page)

    def link(self, link: Link, text: str = "") -> str:
        """The link, its name as code."""
        shown = f"`{text or link.name}`"
        if not link.page:
            return shown
        path = posixpath.relpath(f"{link.page}{_ENDING}", self._folder or ".")
        # Lines of operations have no anchors here.
        anchor = f"#{link.anchor}" if link.anchor and "-" not in link.anchor else ""
        return f"[{shown}]({path}{anchor})"

    def type_text(self, type_text: TypeText) -> str:
        """The type, a link as a whole."""
        return self.link(
            type_text.link, f"{type_text.before}{type_text.link.name}{type_text.after}"
        )

    def users(self, users: Iterable[User]) -> Iterator[str]:
        """The operations that use an element, and those that may."""
        listed = list(users)
        for title, carried in (("Used by", False), ("May be carried by variables of", True)):
            links = [self.link(user.link) for user in listed if user.carried is carried]
            if links:
                yield ""
                yield f"{title} {', '.join(links)}."


def _home(reference: Reference, page: _Page) -> Iterator[str]:
    yield f"# {_text(reference.title)}"
    yield ""
    yield _prose(reference.description)
    for root in reference.roots:
        yield from ("", f"## {_ROOTS[root.root or 'query']}", "")
        for field in root.fields:
            yield _line(page.link(reference.links[field.coordinate], field.name), field.description)
    for title, types in groups_of(reference):
        yield from ("", f"## {title}", "")
        for each in types:
            yield _line(page.link(reference.links[each.name]), each.description)
    if reference.directives:
        yield from ("", "## Directives", "")
        for directive in reference.directives:
            yield _line(page.link(reference.links[directive.coordinate]), directive.description)
    if reference.operations:
        yield from ("", "## Operations of clients", "")
        for operation in reference.operations:
            yield _line(f"[`{operation.name}`]({operation.page}.md)", operation.description)


def _deprecated_line(link: Link, entry: Entry, page: _Page) -> str:
    users = ", ".join(page.link(user.link) for user in entry.users)
    used = f" (used by {users})" if users else ""
    return f"- {page.link(link)}: {_flat(entry.marks.deprecated or '')}{used}"


def _versions(
    versions: Iterable[tuple[str, tuple[tuple[Link, Entry], ...]]], page: _Page
) -> Iterator[str]:
    yield "# What came when"
    for version, entries in versions:
        yield from ("", f"## {_text(version)}", "")
        for link, entry in entries:
            yield _line(page.link(link), entry.description)


def _type(type_page: TypePage, page: _Page) -> Iterator[str]:
    yield from (f"# {type_page.name}", "")
    kind = f"{type_page.root} type" if type_page.root else type_page.kind.value
    yield f"*{kind.capitalize()}{_marks(type_page.marks)}*"
    yield from _described(type_page)
    if type_page.specified_by:
        url = type_page.specified_by
        yield from (
            "",
            f"Specified by {f'<{url}>' if type_page.is_specified_online else _text(url)}.",
        )
    if type_page.one_of:
        yield from ("", "Exactly one of the fields is given.")
    if not type_page.root:
        yield from page.users(type_page.users)
    if type_page.fields:
        yield from ("", "## Fields")
        for field in type_page.fields:
            yield from _field(field, page)
    if type_page.input_fields:
        yield from ("", "## Fields", "", *_values(type_page.input_fields, page))
    if type_page.values:
        yield from ("", "## Values", "", *_values(type_page.values, page))
    for title, links in (
        ("Implements", type_page.interfaces),
        ("Members", type_page.members),
        ("Member of", type_page.unions),
        ("Implemented by", type_page.implementers),
        ("Returned by", type_page.returned_by),
        ("Taken by", type_page.taken_by),
    ):
        if links:
            yield from ("", f"## {title}", "", *(f"- {page.link(link)}" for link in links))


def _field(field: FieldEntry, page: _Page) -> Iterator[str]:
    yield from ("", f'<a id="{field.anchor}"></a>', "")
    yield f"### `{field.name}`: {page.type_text(field.type)}"
    marks = _marks(field.marks).removeprefix(", ")
    if marks:
        yield from ("", f"*{marks[0].upper()}{marks[1:]}*")
    yield from _described(field)
    if field.arguments:
        yield from ("", "Arguments:", "", *_values(field.arguments, page))
    yield from page.users(user for user in field.users if not user.carried)
    if field.example:
        yield from ("", f"Example: `{field.example.name}`", "", *_code(field.example))


def _values(values: Iterable[Entry], page: _Page) -> Iterator[str]:
    for value in values:
        written = f'- <a id="{value.anchor}"></a>`{value.name}`'
        if isinstance(value, ValueEntry):
            written += f": {page.type_text(value.type)}"
            if value.default is not None:
                written += f" = `{value.default}`"
        written += _marks(value.marks)
        texts = [_flat(value.description)]
        if value.marks.deprecated is not None:
            texts.insert(0, f"**Deprecated.** {_flat(value.marks.deprecated)}")
        described = " ".join(text for text in texts if text)
        yield f"{written}. {described}" if described else written


def _directive(directive: DirectivePage, page: _Page) -> Iterator[str]:
    yield from (
        f"# @{directive.name}",
        "",
        f"*{'Repeatable d' * directive.repeatable or 'D'}irective*",
    )
    yield from _described(directive)
    yield from ("", f"Stands on {', '.join(f'`{name}`' for name in directive.locations)}.")
    if directive.arguments:
        yield from ("", "## Arguments", "", *_values(directive.arguments, page))
    if directive.sdl:
        yield from ("", "## Definition", "", "```graphql", directive.sdl, "```")


def _operation(operation: Operation, page: _Page) -> Iterator[str]:
    yield from (f"# {operation.name}", "", f"*{operation.kind.capitalize()} of a client*", "")
    yield _text(operation.description)
    if operation.variables:
        yield from ("", "## Variables", "")
        for name, type_text, default in operation.variables:
            given = "" if default is None else f" = `{default}`"
            yield f"- `{name}`: {page.type_text(type_text)}{given}"
    yield from ("", "## Text", "", *_code(operation))


def _code(operation: Operation) -> Iterator[str]:
    yield "```graphql"
    for number, excerpt in enumerate(operation.excerpts):
        if number:
            yield ""
        yield from excerpt.lines
    yield "```"


def _described(entry: Entry) -> Iterator[str]:
    if entry.marks.deprecated is not None:
        yield from ("", f"> **Deprecated.** {_flat(entry.marks.deprecated)}")
    if entry.description:
        yield from ("", _prose(entry.description))


def _marks(marks: Marks) -> str:
    parts = [f"since {marks.since}"] if marks.since else []
    parts += [f"asks for {marks.auth}"] if marks.auth else []
    parts += [f"`{other}`" for other in marks.others]
    return "".join(f", {part}" for part in parts)


def _line(link: str, description: str) -> str:
    told = _text(summary(description))
    return f"- {link}: {told}" if told else f"- {link}"


def _prose(description: str) -> str:
    """The description, which is Markdown already; HTML and images in it stay text."""
    parts = _CODE.split(description)
    return "".join(
        part if index % 2 else part.replace("<", "\\<").replace("![", "!\\[")
        for index, part in enumerate(parts)
    )


def _flat(description: str) -> str:
    """The description on one line, to stand in a list."""
    return _prose(" ".join(description.split()))


def _text(text: str) -> str:
    return re.sub(r"([\\`*_<\[\]#])", r"\\\1", " ".join(text.split()))
