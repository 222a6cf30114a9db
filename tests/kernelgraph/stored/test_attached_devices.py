"""Stored devices come out by kind, device by device."""

from __future__ import annotations

import pytest

from kernelgraph.stored.attached_devices import attached_devices
from kernelgraph.stored.degradation import Degradation
from kernelgraph_api.types import AttachedDevice, AttachedDeviceEntry

GOOD = {"device_id": "0", "model_name": "A100", "data": {"mem": 21474836480, "proc": 54}}


def decoded(stored: object) -> tuple[list[AttachedDeviceEntry], list[Degradation]]:
    noted: list[Degradation] = []
    devices = attached_devices(stored, noted.append)
    assert devices is not None
    return list(devices.entries), noted


def test_devices_are_read_by_kind_in_stored_order() -> None:
    entries, kinds = decoded({"cuda": [GOOD], "cpu": []})
    assert entries == [
        AttachedDeviceEntry(
            device_type="cuda",
            devices=[
                AttachedDevice(
                    device_id="0", model_name="A100", data={"mem": 21474836480, "proc": 54}
                )
            ],
        ),
        AttachedDeviceEntry(device_type="cpu", devices=[]),
    ]
    assert kinds == []


@pytest.mark.parametrize("bad", [None, "0", 3, [], {}, {"device_id": None}, {"device_id": True}])
def test_a_bad_device_is_left_out_and_its_neighbours_stay(bad: object) -> None:
    entries, kinds = decoded({"cuda": [GOOD, bad, GOOD | {"device_id": "1"}], "cpu": []})
    assert [device.device_id for device in entries[0].devices] == ["0", "1"]
    assert entries[1].device_type == "cpu"
    assert kinds == [Degradation.ATTACHED_DEVICES_ENTRY]


def test_a_number_is_a_device_id() -> None:
    entries, kinds = decoded({"cuda": [{"device_id": 3}]})
    assert entries[0].devices == [AttachedDevice(device_id="3", model_name=None, data=None)]
    assert kinds == []


def test_a_model_name_of_another_type_is_null() -> None:
    entries, kinds = decoded({"cuda": [GOOD | {"model_name": ["A100"]}]})
    assert entries[0].devices[0].model_name is None
    assert kinds == [Degradation.ATTACHED_DEVICES_MODEL]


def test_numbers_in_the_data_that_are_not_finite_are_null() -> None:
    entries, kinds = decoded({"cuda": [GOOD | {"data": {"a": float("nan"), "b": [1, 2.5]}}]})
    assert entries[0].devices[0].data == {"a": None, "b": [1, 2.5]}
    assert kinds == [Degradation.ATTACHED_DEVICES_DATA]


def test_data_nested_too_deep_is_cut_off() -> None:
    data: object = "bottom"
    for _ in range(500):
        data = [data]
    entries, kinds = decoded({"cuda": [GOOD | {"data": data}]})
    assert "bottom" not in str(entries[0].devices[0].data)
    assert kinds == [Degradation.ATTACHED_DEVICES_DATA]


def test_a_wrong_container_within_is_as_if_empty() -> None:
    entries, kinds = decoded({"cuda": {"device_id": "0"}, "cpu": [{"device_id": "c"}]})
    assert [len(entry.devices) for entry in entries] == [0, 1]
    assert kinds == [Degradation.ATTACHED_DEVICES_CONTAINER]


@pytest.mark.parametrize("stored", [[], "cuda", 1, True])
def test_a_wrong_container_is_as_if_empty(stored: object) -> None:
    assert decoded(stored) == ([], [Degradation.ATTACHED_DEVICES_CONTAINER])


def test_no_stored_value_is_no_devices() -> None:
    assert attached_devices(None, list[Degradation]().append) is None
