"""Dirty rows answer with what can be read of them, and so do their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

PARTS = {
    "service_ports": "network { servicePorts { entries { name protocol containerPorts hostPorts isInference } } }",
    "status_history": "lifecycle { statusHistory { entries { status } } }",
    "attached_devices": "resource { attachedDevices { entries { deviceType devices { deviceId data } } } }",
    "vfolder_mounts": "vfolderMounts { name mountPerm usageMode }",
    "resource_opts": "resource { resourceOpts { entries { name value } } }",
    "occupied_slots": "resource { allocation { used { entries { resourceType quantity } } } }",
    "requested_slots": "resource { allocation { requested { entries { resourceType quantity } } } }",
    "occupied_shares": "resource { shares { entries { resourceType quantity } } }",
}
# Column, the number among its kinds of dirt, and what is shown at the end of the path.
SHOWN: list[tuple[str, Callable[[Any], bool], Any]] = [
    (
        "service_ports",
        lambda value: "quic" in str(value),
        [("jupyter", "HTTP", [8080]), ("odd", "TCP", [8080])],
    ),
]


async def test_every_row_answers_in_full(api: Api, whole_kernel: str) -> None:
    query = "{ adminKernelsV2(first: 1000) { edges { node { ...WholeKernel } } } }" + whole_kernel
    data = await api.data(query)
    assert len(data["adminKernelsV2"]["edges"]) == 500


async def entries_of(api: Api, rows: list[Row], column: str, value: Any) -> Any:
    """What the API shows of the column of the first row that holds the value."""
    row = next(each for each in rows if each[column] == value)
    data = await api.data(
        f"query ($id: UUID!) {{ kernelV2(id: $id) {{ {PARTS[column]} }} }}", id=str(row["id"])
    )
    shown = data["kernelV2"]
    while isinstance(shown, dict):
        (shown,) = shown.values()
    return [tuple(entry.values()) for entry in shown]
