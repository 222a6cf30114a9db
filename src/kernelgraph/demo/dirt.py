"""The dirt of real rows: what older versions and broken agents have left in the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kernelgraph.demo.rows import Row

_PORT: Final = {"name": "jupyter", "protocol": "http", "container_ports": [8080]}
_MOUNT: Final = {
    "name": "data",
    "vfid": "user:00000000-0000-4000-8000-000000000001/00112233445566778899aabbccddeeff",
    "vfsubpath": ".",
    "host_path": "/host/data",
    "kernel_path": "/home/work/data",
    "mount_perm": "rw",
    "usage_mode": "general",
}
_MOMENT: Final = "2026-02-06T02:22:20.123456+00:00"

# Column and value; a neighbour in good order stands next to each bad entry.
DIRT: Final[tuple[tuple[str, Any], ...]] = (
    ("service_ports", [_PORT, _PORT | {"name": "odd", "protocol": "quic"}]),
    ("service_ports", [_PORT, _PORT | {"name": "odd", "container_ports": ["http"]}]),
    ("service_ports", [_PORT | {"host_ports": [-1]}, _PORT | {"host_ports": ["30000"]}]),
    ("service_ports", [_PORT, "jupyter", None, 8080, {"protocol": "http"}]),
    ("service_ports", [_PORT | {"is_inference": "no", "container_ports": 8080}]),
    ("service_ports", {"jupyter": 8080}),
    ("status_history", {"PENDING": _MOMENT, "PREPARING": "soon", "RUNNING": None}),
    ("status_history", {"RUNNING": "2026-02-06T02:23:00+00:00", "PENDING": _MOMENT}),
    ("status_history", [["PENDING", _MOMENT]]),
    ("attached_devices", {"cuda": [{"device_id": "0"}, {"model_name": "A100"}, "1"], "cpu": []}),
    ("attached_devices", {"cuda": {"0": "A100"}, "cpu": [{"device_id": 0, "data": [1, None]}]}),
    ("attached_devices", []),
    ("vfolder_mounts", [_MOUNT, _MOUNT | {"name": "odd", "mount_perm": "rwx"}]),
    ("vfolder_mounts", [_MOUNT, _MOUNT | {"name": "odd", "usage_mode": "scratch"}]),
    ("vfolder_mounts", [_MOUNT, ["data", "local", "/home/work/data"], {"name": "odd"}]),
    ("vfolder_mounts", {}),
    ("resource_opts", {"shmem": 67108864, "allow_fractional": True, "odd": {"size": "1g"}}),
    ("resource_opts", "shmem=64m"),
    ("occupied_slots", {"cpu": "1", "mem": "1g", "cuda.shares": "half"}),
    ("requested_slots", {"cpu": 2, "mem": "512m", "cuda.device": None, "odd": "1g"}),
    ("requested_slots", {"cpu": "1e400", "mem": "NaN", "cuda.shares": 0.5}),
    ("requested_slots", ["cpu", "mem"]),
    ("occupied_shares", {"cpu": ["0", "1"], "mem": {"root": "1g"}, "cuda.shares": "0.5"}),
    ("occupied_shares", []),
    ("status", "MIGRATING"),
    ("session_type", "LEGACY"),
    ("result", "TIMEOUT"),
)
_EVERY: Final = 9


def soil(kernel: Row, number: int) -> None:
    """Put dirt into one of nine rows of `kernels`, each kind in its turn."""
    turn, rest = divmod(number, _EVERY)
    if rest == _EVERY // 2:
        column, value = DIRT[turn % len(DIRT)]
        kernel[column] = value
