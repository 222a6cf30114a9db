"""Decoder of the slot columns: `kernels.requested_slots`, `occupied_slots`, `occupied_shares`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from graphwright.runtime import maker_of
from graphwright.runtime.scalars import serialize_decimal
from graphwright.runtime.usual import Items, Parts, Shown, Usual
from kernelgraph.stored.containers import fields_of
from kernelgraph.stored.degradation import Degradation, Note, refuse
from kernelgraph.stored.parsing import parse_quantity
from kernelgraph_api.types import ResourceSlot, ResourceSlotEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_slots: Final = maker_of(ResourceSlot)
_entry: Final = maker_of(ResourceSlotEntry)
_NO_SLOTS: Final = _slots(entries=())
# As the API shows quantities, and within what `parse_quantity` reads.
_is_plain: Final = re.compile(r"(0|[1-9][0-9]{0,39})(\.[0-9]{0,38}[1-9])?").fullmatch


def resource_slot(stored: object, note: Note) -> ResourceSlot:
    """The quantities by slot, in stored order; none if none are stored.

    A slot whose name holds `mem` counts bytes, so older rows may have suffixes there.
    """
    if stored is None or stored == {}:
        return _NO_SLOTS
    entries = [
        _entry(resource_type=slot_name, quantity=Decimal(quantity))
        for slot_name, quantity in _rows(stored, note)
    ]
    return _slots(entries=entries)


def _rows(stored: object, note: Note) -> Iterable[tuple[str, str]]:
    """Slots and their quantities, as the API shows them."""
    fields: Mapping[str, Any] = fields_of(stored, Degradation.RESOURCE_SLOTS_CONTAINER, note)
    for value in fields.values():
        if type(value) is not str or not _is_plain(value):
            return _careful_rows(fields, note)
    return fields.items()  # as nearly all are stored


def _careful_rows(fields: Mapping[str, object], note: Note) -> Iterable[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for slot_name, value in fields.items():
        quantity = parse_quantity(value, binary="mem" in slot_name)
        if quantity is None:
            note(Degradation.RESOURCE_SLOTS_QUANTITY)
        else:
            rows.append((slot_name, serialize_decimal(quantity)))
    return rows


USUAL_RESOURCE_SLOT: Final = Usual(
    lambda stored: (() if stored is None else _rows(stored, refuse),),
    Parts({"entries": Items(Parts({"resource_type": None, "quantity": Shown(serialize_decimal)}))}),
)
