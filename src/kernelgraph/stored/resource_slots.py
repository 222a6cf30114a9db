"""Decoder of the slot columns: `kernels.requested_slots`, `occupied_slots`, `occupied_shares`."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from graphwright.runtime import maker_of
from kernelgraph.stored.containers import fields_of
from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph.stored.parsing import MAX_MAGNITUDE, parse_quantity
from kernelgraph_api.types import ResourceSlot, ResourceSlotEntry

_slots: Final = maker_of(ResourceSlot)
_entry: Final = maker_of(ResourceSlotEntry)
_NO_SLOTS: Final = _slots(entries=())


def resource_slot(stored: object, note: Note) -> ResourceSlot:
    """The quantities by slot, in stored order; none if none are stored.

    A slot whose name holds `mem` counts bytes, so older rows may have suffixes there.
    """
    if stored is None or stored == {}:
        return _NO_SLOTS
    entries: list[ResourceSlotEntry] = []
    for slot_name, value in fields_of(stored, Degradation.RESOURCE_SLOTS_CONTAINER, note).items():
        if (
            type(value) is str
            and value.isdigit()
            and value.isascii()
            and len(value) <= MAX_MAGNITUDE
        ):
            quantity: Decimal | None = Decimal(value)  # as nearly all are stored
        else:
            quantity = parse_quantity(value, binary="mem" in slot_name)
        if quantity is None:
            note(Degradation.RESOURCE_SLOTS_QUANTITY)
        else:
            entries.append(_entry(resource_type=slot_name, quantity=quantity))
    return _slots(entries=entries)
