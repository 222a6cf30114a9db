"""No JSON value whatever makes a decoder raise or hides what stands next to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernelgraph.stored.attached_devices import attached_devices
from kernelgraph.stored.json_text import load_json
from kernelgraph.stored.names import kernel_status, session_result, session_type
from kernelgraph.stored.number_format import number_format
from kernelgraph.stored.resource_opts import resource_opts
from kernelgraph.stored.resource_slots import resource_slot
from kernelgraph.stored.service_ports import preopen_ports, service_ports
from kernelgraph.stored.status_history import status_history
from kernelgraph.stored.vfolder_mounts import vfolder_mounts

if TYPE_CHECKING:
    from collections.abc import Callable

    from kernelgraph.stored.degradation import Degradation, Note

# The names that decoders look for, so that the values reach the depths of the code.
KEYS = st.sampled_from(
    [
        "name",
        "protocol",
        "container_ports",
        "host_ports",
        "is_inference",
        "device_id",
        "model_name",
        "data",
        "vfid",
        "vfsubpath",
        "host_path",
        "kernel_path",
        "mount_perm",
        "usage_mode",
        "binary",
        "round_length",
        "mem",
        "cpu",
    ]
) | st.text(max_size=5)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["1g", "http", "rw", "2026-02-06T02:22:20+00:00", "8080", "-1", "1e99"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)
DECODERS: list[Callable[[object, Note], object]] = [
    attached_devices,
    kernel_status,
    number_format,
    preopen_ports,
    resource_opts,
    resource_slot,
    service_ports,
    session_result,
    session_type,
    status_history,
    vfolder_mounts,
]


def ignore(_kind: Degradation) -> None:
    """A note taker for tests that do not look at the notes."""


@pytest.mark.parametrize("decoder", DECODERS, ids=lambda decoder: decoder.__name__)
@given(value=VALUES)
def test_no_value_makes_a_decoder_raise(
    decoder: Callable[[object, Note], object], value: object
) -> None:
    decoder(value, ignore)


@given(text=st.text() | VALUES.map(json.dumps))
def test_no_text_makes_the_loader_raise(text: str) -> None:
    json.dumps(load_json(text), default=str, allow_nan=False)


@given(bad=VALUES)
def test_no_service_port_hides_its_neighbours(bad: object) -> None:
    good = {"name": "good", "protocol": "http", "container_ports": [1]}
    ports = service_ports([good, bad, good], ignore)
    assert ports is not None
    assert [ports.entries[0].name, ports.entries[-1].name] == ["good", "good"]
    assert len(ports.entries) >= 2


@given(bad=VALUES)
def test_no_mount_hides_its_neighbours(bad: object) -> None:
    good = {"name": "good", "vfid": "v", "host_path": "/h", "kernel_path": "/k"}
    mounts = vfolder_mounts([good, bad, good], ignore)
    assert [mounts[0].name, mounts[-1].name] == ["good", "good"]
    assert len(mounts) >= 2


@given(bad=VALUES)
def test_no_device_hides_its_neighbours(bad: object) -> None:
    devices = attached_devices({"a": [{"device_id": "1"}, bad], "b": bad, "c": []}, ignore)
    assert devices is not None
    assert [entry.device_type for entry in devices.entries] == ["a", "b", "c"]
    assert devices.entries[0].devices[0].device_id == "1"


@given(bad=VALUES)
def test_no_entry_of_an_object_hides_its_neighbours(bad: object) -> None:
    moment = "2026-02-06T02:22:20+00:00"
    history = status_history({"A": moment, "B": bad, "C": moment}, ignore)
    slots = resource_slot({"A": "1", "B": bad, "C": "2"}, ignore)
    opts = resource_opts({"A": "1", "B": bad, "C": "2"}, ignore)
    assert history is not None
    assert opts is not None
    assert {"A", "C"} <= {entry.status for entry in history.entries}
    assert {"A", "C"} <= {entry.resource_type for entry in slots.entries}
    assert {"A", "C"} <= {entry.name for entry in opts.entries}
