"""Readers of the containers of stored JSON: an empty one for what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph.stored.json_text import MALFORMED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What is inside is anybody's guess; a cast to say so would be a call for thousands of values.
_LIST: Final[type[Any]] = list
_OBJECT: Final[type[Any]] = dict


def items_of(stored: Any, kind: Degradation, note: Note) -> Sequence[object]:
    """The items of a list; none, noted as `kind`, if it is no list."""
    if isinstance(stored, _LIST):
        items: Sequence[object] = stored
        return items
    note(Degradation.MALFORMED_JSON if stored is MALFORMED else kind)
    return ()


def fields_of(stored: object, kind: Degradation, note: Note) -> Mapping[str, object]:
    """The fields of an object; none, noted as `kind`, if it is no object."""
    return optional_fields_of(stored, kind, note) or {}


def optional_fields_of(stored: Any, kind: Degradation, note: Note) -> Mapping[str, object] | None:
    """The fields of an object; null, noted as `kind`, if it is no object."""
    if isinstance(stored, _OBJECT):
        fields: Mapping[str, object] = stored
        return fields
    note(Degradation.MALFORMED_JSON if stored is MALFORMED else kind)
    return None
