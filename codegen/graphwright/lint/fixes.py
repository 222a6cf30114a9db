"""Edits applied to texts: only their ranges change, so comments and layout stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphwright.lint.finding import Edit


def apply_edits(source: Source, edits: Iterable[Edit]) -> Source:
    """The source with the edits of its path; of two that overlap, the one that begins later waits."""
    body: list[str] = []
    position = 0
    for edit in sorted({edit for edit in edits if edit.path == source.name}):
        if edit.start < position:
            continue
        body += (source.body[position : edit.start], edit.text)
        position = edit.end
    body.append(source.body[position:])
    return Source("".join(body), source.name)
