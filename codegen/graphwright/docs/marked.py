"""What a schema marks: elements that are deprecated, and the versions in which others came."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from graphwright.docs.reference import FieldEntry, Link
from graphwright.elements.versions import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.docs.reference import Entry, Reference


def deprecated_entries(reference: Reference) -> tuple[tuple[Link, Entry], ...]:
    """The elements that are deprecated, each with its link."""
    return tuple(
        (link, entry) for link, entry in _entries(reference) if entry.marks.deprecated is not None
    )


def entries_by_version(
    reference: Reference,
) -> tuple[tuple[str, tuple[tuple[Link, Entry], ...]], ...]:
    """The elements that came in each version, the latest version first.

    What came together with the element that it belongs to is not told again.
    """
    marked = [(link, entry) for link, entry in _entries(reference) if entry.marks.since]
    since = {link.name: entry.marks.since for link, entry in marked}
    marked = [item for item in marked if since.get(_owner(item[0].name)) != item[1].marks.since]
    marked.sort(key=lambda item: _rank(item[1].marks.since or ""), reverse=True)
    groups = groupby(marked, key=lambda item: item[1].marks.since or "")
    return tuple((version, tuple(entries)) for version, entries in groups)


def _owner(coordinate: str) -> str:
    return (coordinate.rpartition("(") if "(" in coordinate else coordinate.rpartition("."))[0]


def _rank(version: str) -> tuple[bool, Version | None, str]:
    """Versions in their order, above what is none."""
    parsed = Version.parse(version)
    return parsed is not None, parsed, "" if parsed else version


def _entries(reference: Reference) -> Iterator[tuple[Link, Entry]]:
    for page in reference.types:
        yield Link(page.name, page.page), page
        for part in page.parts:
            yield Link(part.coordinate, page.page, part.anchor), part
            if isinstance(part, FieldEntry):
                for argument in part.arguments:
                    yield Link(argument.coordinate, page.page, argument.anchor), argument
