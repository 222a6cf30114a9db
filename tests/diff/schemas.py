"""Snapshots and reviews of SDL texts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graphql import Source, parse

from graphwright.diff.changes import find_changes
from graphwright.diff.review import Context, Review, review
from graphwright.elements.operations import read_operations
from graphwright.elements.reading import read_snapshot
from graphwright.elements.versions import Version

if TYPE_CHECKING:
    from graphwright.diff.change import Change
    from graphwright.elements.snapshot import Snapshot
    from graphwright.elements.uses import KnownOperations

TODAY = date(2026, 6, 1)


def snapshot(sdl: str, path: str = "schema.graphql") -> Snapshot:
    """The snapshot of one file."""
    source = Source(sdl, path)
    return read_snapshot(path, parse(source).definitions, [source])


def version(text: str) -> Version:
    """The version of a text that is one."""
    parsed = Version.parse(text)
    assert parsed is not None
    return parsed


def operations(sdl: str, document: str, path: str = "operations.graphql") -> KnownOperations:
    """What the document uses of the schema."""
    return read_operations(snapshot(sdl), [Source(document, path)])


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The changes, as the rules class them."""
    return find_changes(snapshot(before, "before.graphql"), snapshot(after, "after.graphql"))


def found(before: str, after: str) -> list[str]:
    """The changes as `CODE coordinate`."""
    return [change.key for change in changes(before, after)]


def reviewed(before: str, after: str, context: Context | None = None) -> Review:
    """The review of two files."""
    return review(
        snapshot(before, "before.graphql"),
        snapshot(after, "after.graphql"),
        context or Context(today=TODAY),
    )
