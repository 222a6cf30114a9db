"""Readers of the containers of stored JSON: an empty one for what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph.stored.json_text import MALFORMED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def items_of(stored: object, kind: Degradation, note: Note) -> Sequence[object]:
    """The items of a list; none, noted as `kind`, if it is no list."""
    if isinstance(stored, list):
        return cast("list[object]", stored)
    note(Degradation.MALFORMED_JSON if stored is MALFORMED else kind)
    return ()


def fields_of(stored: object, kind: Degradation, note: Note) -> Mapping[str, object]:
    """The fields of an object; none, noted as `kind`, if it is no object."""
    fields = optional_fields_of(stored, kind, note)
    return {} if fields is None else fields


def optional_fields_of(
    stored: object, kind: Degradation, note: Note
) -> Mapping[str, object] | None:
    """The fields of an object; null, noted as `kind`, if it is no object."""
    if isinstance(stored, dict):
        return cast("dict[str, object]", stored)
    note(Degradation.MALFORMED_JSON if stored is MALFORMED else kind)
    return None
