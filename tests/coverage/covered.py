"""Schemas with operations, and what those use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import Source

from graphwright.coverage.coverage import Coverage, coverage
from graphwright.elements.operations import read_operations
from graphwright.elements.reading import read_snapshot
from graphwright.sdl.parse import parse_sources

if TYPE_CHECKING:
    from graphwright.elements.snapshot import Snapshot


def snapshot(text: str) -> Snapshot:
    """The schema that the text is."""
    source = Source(text, "schema.graphql")
    return read_snapshot("schema", parse_sources([source]).document.definitions, [source])


def covered(schema: str, operations: str) -> Coverage:
    """What the operations use of the schema."""
    read = snapshot(schema)
    return coverage(read, read_operations(read, [Source(operations, "operations.graphql")]))


def hows(found: Coverage) -> dict[str, str]:
    """How each element is used, by its coordinate."""
    return {element.coordinate: element.how.value for element in found.elements}
