"""A small schema with everything in it, and operations on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphql import Source

from graphwright.docs.build import build_reference
from graphwright.elements.reading import read_snapshot
from graphwright.sdl.parse import parse_sources

if TYPE_CHECKING:
    from graphwright.docs.reference import Reference

_FILES = Path(__file__).parent / "schema"

SCHEMA = (_FILES / "library.graphql").read_text("utf-8")
OPERATIONS = (_FILES / "operations.graphql").read_text("utf-8")


def reference_of(schema: str, operations: str | None = None) -> Reference:
    """The reference of a schema."""
    source = Source(schema, "schema/library.graphql")
    snapshot = read_snapshot("schema", parse_sources([source]).document.definitions, [source])
    sources = None if operations is None else [Source(operations, "operations.graphql")]
    return build_reference("Library", snapshot, sources)
