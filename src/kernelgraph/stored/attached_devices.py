"""Decoder of `kernels.attached_devices`."""

from __future__ import annotations

from kernelgraph.stored.containers import fields_of, items_of, optional_fields_of
from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph.stored.json_text import plain_json
from kernelgraph.stored.parsing import parse_text
from kernelgraph_api.types import AttachedDevice, AttachedDeviceEntry, AttachedDevices


def attached_devices(stored: object, note: Note) -> AttachedDevices | None:
    """The devices by kind, in stored order; null if none are stored."""
    if stored is None:
        return None
    kinds = fields_of(stored, Degradation.ATTACHED_DEVICES_CONTAINER, note)
    return AttachedDevices(
        entries=[_entry(device_type, devices, note) for device_type, devices in kinds.items()]
    )


def _entry(device_type: str, stored: object, note: Note) -> AttachedDeviceEntry:
    items = items_of(stored, Degradation.ATTACHED_DEVICES_CONTAINER, note)
    devices = (_device(item, note) for item in items)
    return AttachedDeviceEntry(
        device_type=device_type, devices=[device for device in devices if device is not None]
    )


def _device(item: object, note: Note) -> AttachedDevice | None:
    fields = optional_fields_of(item, Degradation.ATTACHED_DEVICES_ENTRY, note)
    if fields is None:
        return None
    device_id = _device_id(fields.get("device_id"))
    if device_id is None:
        note(Degradation.ATTACHED_DEVICES_ENTRY)
        return None
    data, is_plain = plain_json(fields.get("data"))
    if not is_plain:
        note(Degradation.ATTACHED_DEVICES_DATA)
    return AttachedDevice(
        device_id=device_id, model_name=_model_name(fields.get("model_name"), note), data=data
    )


def _device_id(stored: object) -> str | None:
    """The id as text; plugins that number their devices may have stored the number."""
    if isinstance(stored, int) and not isinstance(stored, bool):
        return str(stored)
    return parse_text(stored)


def _model_name(stored: object, note: Note) -> str | None:
    model_name = parse_text(stored)
    if model_name is None and stored is not None:
        note(Degradation.ATTACHED_DEVICES_MODEL)
    return model_name
