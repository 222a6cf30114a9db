"""What clients send for a resource slot type, checked, as the values of its columns."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from graphwright.runtime import UNSET, BadInput
from graphwright.runtime.sql import is_storable
from kernelgraph.models import ResourceSlotTypeRow
from kernelgraph.stored.number_format import MAX_ROUND_LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kernelgraph_api.inputs import (
        CreateResourceSlotTypeInput,
        NumberFormatInput,
        UpdateResourceSlotTypeInput,
    )

T = TypeVar("T")

_SLOT_TYPES: Final = ("count", "bytes", "unique", "unified")
# A colon would make the local ids of allocations and of agents' slots ambiguous.
_SLOT_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)


def created_values(new: CreateResourceSlotTypeInput) -> dict[str, Any]:
    """The columns of a new row; raises BadInput naming the first field that is out of bounds."""
    return {each.name: _CHECKS[each.name](getattr(new, each.name)) for each in fields(new)}


def updated_values(change: UpdateResourceSlotTypeInput) -> dict[str, Any]:
    """The columns that change; raises BadInput naming the first field that is out of bounds."""
    values = {each.name: getattr(change, each.name) for each in fields(change)}
    return {
        name: _CHECKS[name](value)
        for name, value in values.items()
        if name != "slot_name" and value is not UNSET
    }


def _slot_name(value: str) -> str:
    if not _SLOT_NAME.fullmatch(value):
        raise BadInput(
            "slotName has letters, digits, '.', '_' and '-' only, a letter or a digit first"
        )
    return _text("slotName", 1, value)


def _slot_type(value: str) -> str:
    if value not in _SLOT_TYPES:
        raise BadInput(f"slotType is one of {', '.join(_SLOT_TYPES)}")
    return value


def _text(field: str, least: int, value: str | None) -> str:
    text = _present(field, value)
    most = _LENGTHS[field]
    if not least <= len(text) <= most:
        raise BadInput(f"{field} has {least} to {most} characters, got {len(text)}")
    if not is_storable(text):
        raise BadInput(f"{field} has a character that cannot be stored")
    return text


def _rank(value: int | None) -> int:
    rank = _present("rank", value)
    if rank < 0:
        raise BadInput(f"rank is 0 or more, got {rank}")
    return rank


def _number_format(value: NumberFormatInput | None) -> Mapping[str, object]:
    shown = _present("numberFormat", value)
    if not 0 <= shown.round_length <= MAX_ROUND_LENGTH:
        raise BadInput(
            f"numberFormat.roundLength is 0 to {MAX_ROUND_LENGTH}, got {shown.round_length}"
        )
    return {"binary": shown.binary, "round_length": shown.round_length}


def _present(field: str, value: T | None) -> T:
    if value is None:
        raise BadInput(f"{field} cannot be null; leave it out to keep what it is")
    return value


_LENGTHS: Final[Mapping[str, int]] = {
    "slotName": ResourceSlotTypeRow.slot_name.type.length,
    "displayName": ResourceSlotTypeRow.display_name.type.length,
    "description": ResourceSlotTypeRow.description.type.length,
    "displayUnit": ResourceSlotTypeRow.display_unit.type.length,
    "displayIcon": ResourceSlotTypeRow.display_icon.type.length,
}
_CHECKS: Final[Mapping[str, Callable[[Any], object]]] = {
    "slot_name": _slot_name,
    "slot_type": _slot_type,
    "display_name": partial(_text, "displayName", 1),
    "description": partial(_text, "description", 0),
    "display_unit": partial(_text, "displayUnit", 0),
    "display_icon": partial(_text, "displayIcon", 0),
    "number_format": _number_format,
    "rank": _rank,
    "required": partial(_present, "required"),
    "enabled": partial(_present, "enabled"),
}
