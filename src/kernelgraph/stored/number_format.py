"""Decoder of `resource_slot_types.number_format`."""

from __future__ import annotations

from typing import Final, TypeGuard

from kernelgraph.stored.containers import fields_of
from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph_api.types import NumberFormat

# More digits than a double or the database's decimals have would be an accident.
MAX_ROUND_LENGTH: Final = 24


def number_format(stored: object, note: Note) -> NumberFormat:
    """The format; decimal prefixes and no digits after the point where it is not stored."""
    fields = fields_of(stored, Degradation.NUMBER_FORMAT_CONTAINER, note)
    binary = fields.get("binary", False)
    round_length = fields.get("round_length", 0)
    if not isinstance(binary, bool):
        note(Degradation.NUMBER_FORMAT_VALUE)
        binary = False
    if not _is_length(round_length):
        note(Degradation.NUMBER_FORMAT_VALUE)
        round_length = 0
    return NumberFormat(binary=binary, round_length=round_length)


def _is_length(stored: object) -> TypeGuard[int]:
    return (
        isinstance(stored, int) and not isinstance(stored, bool) and 0 <= stored <= MAX_ROUND_LENGTH
    )
