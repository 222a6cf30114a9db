"""Dirty rows answer with what can be read of them, and so do their neighbours."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import make_url

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kernelgraph.conftest import Api, OpenApi

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

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
# Column, a text in the stored value, and the entries that are shown of it.
SHOWN: list[tuple[str, str, Any]] = [
    (
        "service_ports",
        "quic",
        [["jupyter", "HTTP", [8080], [], False], ["odd", "TCP", [8080], [], False]],
    ),
    ("service_ports", "['http']", [["jupyter", "HTTP", [8080], [], False]]),
    ("service_ports", "-1", [["jupyter", "HTTP", [8080], [30000], False]]),
    ("service_ports", "None, 8080", [["jupyter", "HTTP", [8080], [], False]]),
    ("service_ports", "'no'", [["jupyter", "HTTP", [], [], False]]),
    ("service_ports", "{'jupyter'", []),
    ("status_history", "soon", [["PENDING"]]),
    ("status_history", "{'RUNNING': '2026-02-06", [["PENDING"], ["RUNNING"]]),
    ("status_history", "[[", []),
    ("attached_devices", "'1']", [["cuda", [{"deviceId": "0", "data": None}]], ["cpu", []]]),
    (
        "attached_devices",
        "[1, None]",
        [["cuda", []], ["cpu", [{"deviceId": "0", "data": [1, None]}]]],
    ),
    ("vfolder_mounts", "rwx", [["data", "READ_WRITE", "GENERAL"], ["odd", "READ_ONLY", "GENERAL"]]),
    (
        "vfolder_mounts",
        "scratch",
        [["data", "READ_WRITE", "GENERAL"], ["odd", "READ_WRITE", "GENERAL"]],
    ),
    ("vfolder_mounts", "'local'", [["data", "READ_WRITE", "GENERAL"]]),
    ("resource_opts", "allow_fractional", [["shmem", "67108864"], ["allow_fractional", "true"]]),
    ("resource_opts", "shmem=64m", []),
    ("occupied_slots", "half", [["cpu", "1"], ["mem", "1073741824"]]),
    ("requested_slots", "512m", [["cpu", "2"], ["mem", "536870912"]]),
    ("requested_slots", "1e400", [["cuda.shares", "0.5"]]),
    ("requested_slots", "['cpu', 'mem']", []),
    ("occupied_shares", "root", [["cuda.shares", "0.5"]]),
]


async def test_every_row_answers_in_full(api: Api, whole_kernel: str) -> None:
    query = "{ adminKernelsV2(first: 1000) { edges { node { ...WholeKernel } } } }" + whole_kernel
    data = await api.data(query)
    assert len(data["adminKernelsV2"]["edges"]) == 500


async def shown(api: Api, row_id: object, column: str) -> Any:
    """The entries that the API shows of a column, as lists of their fields."""
    query = f"query ($id: UUID!) {{ kernelV2(id: $id) {{ {PARTS[column]} }} }}"
    entries = (await api.data(query, id=str(row_id)))["kernelV2"]
    while isinstance(entries, dict):
        (entries,) = entries.values()
    return [list(entry.values()) for entry in entries]


@pytest.mark.parametrize(("column", "text", "entries"), SHOWN)
async def test_what_can_be_read_of_a_dirty_column_is_shown(
    api: Api, demo_rows: dict[str, list[Row]], column: str, text: str, entries: Any
) -> None:
    row = next(row for row in demo_rows["kernels"] if text in str(row[column]))
    assert await shown(api, row["id"], column) == entries


async def test_unknown_names_of_enums_have_a_default(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    query = """query ($id: UUID!) { kernelV2(id: $id) {
        sessionInfo { sessionType } lifecycle { status result }
    } }"""
    for column, path, default in (
        ("session_type", ("sessionInfo", "sessionType"), "INTERACTIVE"),
        ("status", ("lifecycle", "status"), "CANCELLED"),
        ("result", ("lifecycle", "result"), "UNDEFINED"),
    ):
        unknown = {"session_type": "LEGACY", "status": "MIGRATING", "result": "TIMEOUT"}[column]
        row = next(row for row in demo_rows["kernels"] if row[column] == unknown)
        data = await api.data(query, id=str(row["id"]))
        assert data["kernelV2"][path[0]][path[1]] == default


@pytest.fixture
def soiled(sqlite_demo: str, tmp_path: Path) -> tuple[str, sqlite3.Connection]:
    """A copy of the made-up cluster to write to, and a connection to it."""
    path = tmp_path / "soiled.db"
    shutil.copy(str(make_url(sqlite_demo).database), path)
    return f"sqlite:///{path}", sqlite3.connect(path)


@pytest.mark.parametrize(
    "text", ["", "{broken", "nul", "'single'", "[1, 2", "\x00", "[" * 5000, "1" * 5000]
)
async def test_a_stored_text_that_is_no_json_is_as_if_empty(
    open_api: OpenApi,
    demo_rows: dict[str, list[Row]],
    soiled: tuple[str, sqlite3.Connection],
    whole_kernel: str,
    text: str,
) -> None:
    row_id = demo_rows["kernels"][0]["id"]
    url, connection = soiled
    assignments = ", ".join(f"{column} = :text" for column in (*PARTS, "preopen_ports"))
    with connection:
        connection.execute(
            f"UPDATE kernels SET {assignments} WHERE id = :id", {"text": text, "id": row_id.hex}
        )
    connection.close()
    async with open_api(database_url=url) as api:
        for column in PARTS:
            assert await shown(api, row_id, column) == []
        query = "{ adminKernelsV2(first: 1000) { edges { node { ...WholeKernel } } } }"
        data = await api.data(query + whole_kernel)
    assert len(data["adminKernelsV2"]["edges"]) == 500


async def test_values_that_json_clients_cannot_read_never_leave_the_server(
    open_api: OpenApi, demo_rows: dict[str, list[Row]], soiled: tuple[str, sqlite3.Connection]
) -> None:
    row_id = demo_rows["kernels"][0]["id"]
    url, connection = soiled
    # Deeper, and whether Python reads it would depend on the depth of the calls around it.
    nested = "[" * 500 + "]" * 500
    devices = (
        '{"cuda": [{"device_id": "\\ud800", "data": {"a": NaN, "b": 1e999, "c": "\\udfff!"}},'
        f' {{"device_id": "1", "data": {nested}}}]}}'
    )
    with connection:
        connection.execute(
            "UPDATE kernels SET attached_devices = ? WHERE id = ?", (devices, row_id.hex)
        )
    connection.close()
    async with open_api(database_url=url) as api:
        ((_, (first, second)),) = await shown(api, row_id, "attached_devices")
    assert first == {
        "deviceId": "\ufffd",
        "data": {"a": None, "b": None, "c": "\ufffd!"},
    }
    assert second["deviceId"] == "1"


async def test_a_dirty_number_format_has_defaults(
    open_api: OpenApi, soiled: tuple[str, sqlite3.Connection]
) -> None:
    url, connection = soiled
    with connection:
        connection.execute("UPDATE resource_slot_types SET number_format = '[]'")
    connection.close()
    query = "{ resourceSlotTypes { edges { node { numberFormat { binary roundLength } } } } }"
    async with open_api(database_url=url) as api:
        data = await api.data(query)
    formats = [edge["node"]["numberFormat"] for edge in data["resourceSlotTypes"]["edges"]]
    assert formats == [{"binary": False, "roundLength": 0}] * 10
