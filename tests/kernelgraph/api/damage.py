"""What can be wrong in each column, what is shown of it, and what is counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kernelgraph.stored.degradation import Degradation

if TYPE_CHECKING:
    from collections.abc import Sequence

_NESTED: Final = 70


@dataclass(frozen=True, slots=True)
class Damage:
    """A bad entry in the place of a good one; `shown` is null where it is left out."""

    stored: Any
    kinds: Sequence[Degradation]
    shown: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of `kernels` that holds a list, or an object of named entries."""

    part: str
    """What selects its entries."""
    good: Sequence[Any]
    """Entries, of which `shown` is what the API makes."""
    shown: Sequence[dict[str, Any]]
    damages: Sequence[Damage]
    container: Degradation
    names: Sequence[str] = ()
    """The names of the entries; none in a list."""
    within: str = ""
    """The key of the object around the list, if there is one."""

    def stored(self, entries: Sequence[Any]) -> Any:
        """The value of the column with the entries."""
        if self.names:
            return dict(zip(self.names, entries, strict=True))
        return {self.within: list(entries)} if self.within else list(entries)

    @property
    def not_containers(self) -> Sequence[Any]:
        """Values of another type than that of the column."""
        is_object = bool(self.names or self.within)
        return ["text", 5, True, 0.5, [] if is_object else {}]


def values(*listed: Any) -> Sequence[Any]:
    """The values, of whatever types."""
    return listed


def nested(depth: int) -> Any:
    value: Any = None
    for _ in range(depth):
        value = [value]
    return value


def port(name: str) -> dict[str, Any]:
    return {"name": name, "protocol": "http", "container_ports": [80], "host_ports": [None]}


def mount(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "vfid": "user:1/2",
        "vfsubpath": "a",
        "host_path": "/h",
        "kernel_path": "/k",
        "mount_perm": "wd",
        "usage_mode": "data",
    }


def without(entry: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in keys}


PORT: Final = port("bad")
PORT_SHOWN: Final = {
    "name": "bad",
    "protocol": "HTTP",
    "containerPorts": [80],
    "hostPorts": [None],
    "isInference": False,
}
MOUNT: Final = mount("bad")
MOUNT_SHOWN: Final = {
    "name": "bad",
    "vfid": "user:1/2",
    "vfsubpath": "a",
    "hostPath": "/h",
    "kernelPath": "/k",
    "mountPerm": "RW_DELETE",
    "usageMode": "DATA",
}
DEVICE: Final = {"device_id": "bad", "model_name": "m", "data": {"a": 1}}
DEVICE_SHOWN: Final = {"deviceId": "bad", "modelName": "m", "data": {"a": 1}}
TIMES: Final = [f"2026-02-0{day}T02:22:20.123456+00:00" for day in (1, 2, 3)]

SERVICE_PORTS: Final = Column(
    part="network { servicePorts { entries {"
    " name protocol containerPorts hostPorts isInference } } }",
    good=[port(name) for name in "abc"],
    shown=[PORT_SHOWN | {"name": name} for name in "abc"],
    container=Degradation.SERVICE_PORTS_CONTAINER,
    damages=[
        *(
            Damage(bad, [Degradation.SERVICE_PORTS_ENTRY])
            for bad in values(None, "http", 80, [], True)
        ),
        *(
            Damage(PORT | {"name": bad}, [Degradation.SERVICE_PORTS_ENTRY])
            for bad in values(None, 5, [])
        ),
        Damage(without(PORT, "name"), [Degradation.SERVICE_PORTS_ENTRY]),
        *(
            Damage(
                PORT | {"protocol": bad},
                [Degradation.SERVICE_PORTS_PROTOCOL],
                PORT_SHOWN | {"protocol": "TCP"},
            )
            for bad in values("quic", "", None, 5, ["http"])
        ),
        *(
            Damage(PORT | {"container_ports": [80, bad]}, [Degradation.SERVICE_PORTS_PORT])
            for bad in values("http", -1, 65536, None, 1.5, True, [80], 10**30)
        ),
        *(
            Damage(PORT | {"host_ports": [bad]}, [Degradation.SERVICE_PORTS_PORT])
            for bad in values("x", -1, {})
        ),
        Damage(
            PORT | {"container_ports": 80},
            [Degradation.SERVICE_PORTS_CONTAINER],
            PORT_SHOWN | {"containerPorts": []},
        ),
        Damage(
            PORT | {"host_ports": {"80": 1}},
            [Degradation.SERVICE_PORTS_CONTAINER],
            PORT_SHOWN | {"hostPorts": []},
        ),
        *(
            Damage(PORT | {"is_inference": bad}, [Degradation.SERVICE_PORTS_INFERENCE], PORT_SHOWN)
            for bad in values("yes", 1, [])
        ),
        Damage(
            PORT | {"protocol": "quic", "is_inference": "no"},
            [Degradation.SERVICE_PORTS_PROTOCOL, Degradation.SERVICE_PORTS_INFERENCE],
            PORT_SHOWN | {"protocol": "TCP"},
        ),
    ],
)
STATUS_HISTORY: Final = Column(
    part="lifecycle { statusHistory { entries { status timestamp } } }",
    names=("PENDING", "PREPARING", "RUNNING"),
    good=TIMES,
    shown=[
        {"status": name, "timestamp": time}
        for name, time in zip(("PENDING", "PREPARING", "RUNNING"), TIMES, strict=True)
    ],
    container=Degradation.STATUS_HISTORY_CONTAINER,
    damages=[
        Damage(bad, [Degradation.STATUS_HISTORY_TIMESTAMP])
        for bad in values(
            "soon", "", None, 5, [], {}, "2026-13-01T00:00:00", "0001-01-01T00:00:00+23:59"
        )
    ],
)
ATTACHED_DEVICES: Final = Column(
    part="resource { attachedDevices { entries { devices { deviceId modelName data } } } }",
    within="cuda",
    good=[DEVICE | {"device_id": name} for name in "abc"],
    shown=[DEVICE_SHOWN | {"deviceId": name} for name in "abc"],
    container=Degradation.ATTACHED_DEVICES_CONTAINER,
    damages=[
        *(Damage(bad, [Degradation.ATTACHED_DEVICES_ENTRY]) for bad in values(None, "0", 0, [])),
        *(
            Damage(DEVICE | {"device_id": bad}, [Degradation.ATTACHED_DEVICES_ENTRY])
            for bad in values(None, True, 0.5, {})
        ),
        Damage(without(DEVICE, "device_id"), [Degradation.ATTACHED_DEVICES_ENTRY]),
        *(
            Damage(
                DEVICE | {"model_name": bad},
                [Degradation.ATTACHED_DEVICES_MODEL],
                DEVICE_SHOWN | {"modelName": None},
            )
            for bad in values(5, [], {})
        ),
        Damage(
            DEVICE | {"data": {"a": nested(_NESTED)}},
            [Degradation.ATTACHED_DEVICES_DATA],
            DEVICE_SHOWN | {"data": {"a": nested(63)}},
        ),
    ],
)
VFOLDER_MOUNTS: Final = Column(
    part="vfolderMounts { name vfid vfsubpath hostPath kernelPath mountPerm usageMode }",
    good=[mount(name) for name in "abc"],
    shown=[MOUNT_SHOWN | {"name": name} for name in "abc"],
    container=Degradation.VFOLDER_MOUNTS_CONTAINER,
    damages=[
        *(
            Damage(bad, [Degradation.VFOLDER_MOUNTS_ENTRY])
            for bad in values(None, "data", 5, ["data"])
        ),
        *(
            Damage(without(MOUNT, key), [Degradation.VFOLDER_MOUNTS_ENTRY])
            for key in ("name", "vfid", "host_path", "kernel_path")
        ),
        *(
            Damage(MOUNT | {key: 5}, [Degradation.VFOLDER_MOUNTS_ENTRY])
            for key in ("name", "vfid", "host_path", "kernel_path")
        ),
        *(
            Damage(
                MOUNT | {"mount_perm": bad},
                [Degradation.VFOLDER_MOUNTS_PERMISSION],
                MOUNT_SHOWN | {"mountPerm": "READ_ONLY"},
            )
            for bad in values("rwx", "", None, 7, [])
        ),
        *(
            Damage(
                MOUNT | {"usage_mode": bad},
                [Degradation.VFOLDER_MOUNTS_USAGE_MODE],
                MOUNT_SHOWN | {"usageMode": "GENERAL"},
            )
            for bad in values("scratch", "", None, 7)
        ),
        *(
            Damage(
                MOUNT | {"vfsubpath": bad},
                [Degradation.VFOLDER_MOUNTS_SUBPATH],
                MOUNT_SHOWN | {"vfsubpath": "."},
            )
            for bad in values(None, 5, [])
        ),
    ],
)
RESOURCE_OPTS: Final = Column(
    part="resource { resourceOpts { entries { name value } } }",
    names=("shmem", "bad", "other"),
    good=["64m", "x", "1"],
    shown=[
        {"name": "shmem", "value": "64m"},
        {"name": "bad", "value": "x"},
        {"name": "other", "value": "1"},
    ],
    container=Degradation.RESOURCE_OPTS_CONTAINER,
    damages=[
        Damage(bad, [Degradation.RESOURCE_OPTS_ENTRY]) for bad in values(None, [], {"size": "1g"})
    ],
)


def slots(part: str) -> Column:
    """A column of quantities by slot."""
    return Column(
        part=part,
        names=("cpu", "cuda.shares", "tpu.device"),
        good=["1", "0.5", 2],
        shown=[
            {"resourceType": "cpu", "quantity": "1"},
            {"resourceType": "cuda.shares", "quantity": "0.5"},
            {"resourceType": "tpu.device", "quantity": "2"},
        ],
        container=Degradation.RESOURCE_SLOTS_CONTAINER,
        damages=[
            Damage(bad, [Degradation.RESOURCE_SLOTS_QUANTITY])
            for bad in values(
                "half", "", "1g", None, True, [], {}, "NaN", "Infinity", "1e400", "1,5"
            )
        ],
    )


COLUMNS: Final[dict[str, Column]] = {
    "service_ports": SERVICE_PORTS,
    "status_history": STATUS_HISTORY,
    "attached_devices": ATTACHED_DEVICES,
    "vfolder_mounts": VFOLDER_MOUNTS,
    "resource_opts": RESOURCE_OPTS,
    "requested_slots": slots(
        "resource { allocation { requested { entries { resourceType quantity } } } }"
    ),
    "occupied_slots": slots(
        "resource { allocation { used { entries { resourceType quantity } } } }"
    ),
    "occupied_shares": slots("resource { shares { entries { resourceType quantity } } }"),
}

# Table, column, a stored text, what selects it below a kernel, what is shown, what is counted.
NAMES: Final = [
    ("kernels", "status", bad, "lifecycle { shown: status }", "CANCELLED", Degradation.STATUS)
    for bad in values("MIGRATING", "", "running")
] + [
    (
        "kernels",
        "session_type",
        "LEGACY",
        "sessionInfo { shown: sessionType }",
        "INTERACTIVE",
        Degradation.SESSION_TYPE,
    ),
    (
        "kernels",
        "result",
        "TIMEOUT",
        "lifecycle { shown: result }",
        "UNDEFINED",
        Degradation.RESULT,
    ),
    (
        "sessions",
        "session_type",
        "LEGACY",
        "session { shown: sessionType }",
        "INTERACTIVE",
        Degradation.SESSION_TYPE,
    ),
    ("sessions", "result", "", "session { shown: result }", "UNDEFINED", Degradation.RESULT),
]

# A stored format of numbers, what is shown of it, and what is counted.
FORMATS: Final[list[tuple[Any, dict[str, Any], Counter[Degradation]]]] = [
    ([], {"binary": False, "roundLength": 0}, Counter([Degradation.NUMBER_FORMAT_CONTAINER])),
    ("text", {"binary": False, "roundLength": 0}, Counter([Degradation.NUMBER_FORMAT_CONTAINER])),
    (
        {"binary": 1, "round_length": 2},
        {"binary": False, "roundLength": 2},
        Counter([Degradation.NUMBER_FORMAT_VALUE]),
    ),
    (
        {"binary": True, "round_length": "2"},
        {"binary": True, "roundLength": 0},
        Counter([Degradation.NUMBER_FORMAT_VALUE]),
    ),
    (
        {"binary": None, "round_length": -1},
        {"binary": False, "roundLength": 0},
        Counter([Degradation.NUMBER_FORMAT_VALUE] * 2),
    ),
    ({}, {"binary": False, "roundLength": 0}, Counter()),
]
