"""The fields of the root answer with the data of their rows."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from kernelgraph.demo.dirt import DIRT

if TYPE_CHECKING:
    from tests.kernelgraph.conftest import Api

    from kernelgraph.demo import Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOBODY = "00000000-0000-4000-8000-000000000000"


def global_id(type_name: str, local_id: object) -> str:
    return base64.b64encode(f"{type_name}:{local_id}".encode()).decode()


def clean_kernel(rows: dict[str, list[Row]]) -> Row:
    """A row of a running kernel with everything that a kernel can have, and no dirt."""
    return next(
        row
        for row in rows["kernels"]
        if row["status"] == "RUNNING"
        and row["service_ports"]
        and row["vfolder_mounts"]
        and row["resource_opts"]
        and row["image_id"]
        and row["preopen_ports"]
        and (row["attached_devices"] or {}).get("cuda")
        and not any(row[column] == value for column, value in DIRT)
        and any(each["kernel_id"] == row["id"] for each in rows["resource_allocations"])
    )


def slots(stored: dict[str, str]) -> dict[str, Any]:
    return {
        "entries": [
            {"resourceType": slot, "quantity": quantity.removesuffix(".0")}
            for slot, quantity in stored.items()
        ]
    }


def expected(row: Row) -> dict[str, Any]:
    """What the API shows of a clean row."""
    sums = slots(dict(sorted(row["requested_slots"].items())))
    return {
        "id": global_id("KernelV2", row["id"]),
        "rowId": str(row["id"]),
        "imageId": str(row["image_id"]),
        "startupCommand": row["startup_command"],
        "sessionInfo": {
            "sessionId": str(row["session_id"]),
            "creationId": row["session_creation_id"],
            "name": row["session_name"],
            "sessionType": row["session_type"],
        },
        "userInfo": {
            "userId": str(row["user_uuid"]),
            "accessKey": row["access_key"],
            "domainName": row["domain_name"],
            "groupId": str(row["group_id"]),
        },
        "network": {
            "servicePorts": {
                "entries": [
                    {
                        "name": port["name"],
                        "protocol": port["protocol"].upper(),
                        "containerPorts": port["container_ports"],
                        "hostPorts": port["host_ports"],
                        "isInference": port["is_inference"],
                    }
                    for port in row["service_ports"]
                ]
            },
            "preopenPorts": row["preopen_ports"],
        },
        "cluster": {
            "clusterRole": row["cluster_role"],
            "clusterIdx": row["cluster_idx"],
            "localRank": row["local_rank"],
            "clusterHostname": row["cluster_hostname"],
        },
        "resource": {
            "agentId": row["agent"],
            "resourceGroupName": row["scaling_group"],
            "containerId": row["container_id"],
            "allocation": {
                "requested": slots(row["requested_slots"]),
                "used": slots(row["occupied_slots"]),
                "allocated": None,
            },
            "shares": {"entries": []},
            "resourceOpts": {
                "entries": [
                    {"name": name, "value": value} for name, value in row["resource_opts"].items()
                ]
            },
            "attachedDevices": {
                "entries": [
                    {
                        "deviceType": device_type,
                        "devices": [
                            {
                                "deviceId": device["device_id"],
                                "modelName": device["model_name"],
                                "data": device["data"],
                            }
                            for device in devices
                        ],
                    }
                    for device_type, devices in row["attached_devices"].items()
                ]
            },
        },
        "lifecycle": {
            "status": row["status"],
            "result": row["result"],
            "createdAt": row["created_at"].isoformat(),
            "terminatedAt": None,
            "startsAt": row["starts_at"] and row["starts_at"].isoformat(),
            "statusHistory": {
                "entries": [
                    {"status": status, "timestamp": timestamp}
                    for status, timestamp in row["status_history"].items()
                ]
            },
        },
        "vfolderMounts": [
            {
                "name": mount["name"],
                "vfid": mount["vfid"],
                "vfsubpath": mount["vfsubpath"],
                "hostPath": mount["host_path"],
                "kernelPath": mount["kernel_path"],
                "mountPerm": {"ro": "READ_ONLY", "rw": "READ_WRITE", "wd": "RW_DELETE"}[
                    mount["mount_perm"]
                ],
                "usageMode": mount["usage_mode"].upper(),
            }
            for mount in row["vfolder_mounts"]
        ],
        "resourceAllocation": {"requested": sums, "used": sums, "allocated": sums},
    }


async def test_every_field_of_a_kernel_comes_from_its_row(
    api: Api, demo_rows: dict[str, list[Row]], whole_kernel: str
) -> None:
    row = clean_kernel(demo_rows)
    query = "query ($id: UUID!) { kernelV2(id: $id) { ...WholeKernel } }" + whole_kernel
    data = await api.data(query, id=str(row["id"]))
    assert data["kernelV2"] == expected(row)


async def test_requests_at_the_same_time_do_not_mix(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    query = """query ($id: UUID!) {
        kernelV2(id: $id) { rowId resourceAllocation { requested { entries { quantity } } } }
    }"""
    ids = [str(row["id"]) for row in demo_rows["kernels"][:60]]
    answers = await asyncio.gather(*(api.data(query, id=each) for each in ids))
    assert [answer["kernelV2"]["rowId"] for answer in answers] == ids


async def test_an_unknown_kernel_is_null(api: Api) -> None:
    data = await api.data("query ($id: UUID!) { kernelV2(id: $id) { id } }", id=NOBODY)
    assert data == {"kernelV2": None}


async def test_an_id_that_is_no_uuid_is_the_clients_mistake(api: Api) -> None:
    error = await api.error('{ kernelV2(id: "kernel-1") { id } }')
    assert "UUID" in error["message"]
    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_admin_kernels_are_the_newest_ten_when_nothing_is_said(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    data = await api.data("{ adminKernelsV2 { count edges { node { rowId } } } }")
    newest = sorted(
        demo_rows["kernels"], key=lambda row: (row["created_at"], row["id"]), reverse=True
    )
    assert data["adminKernelsV2"]["count"] == len(newest)
    found = [UUID(edge["node"]["rowId"]) for edge in data["adminKernelsV2"]["edges"]]
    assert found == [row["id"] for row in newest[:10]]


async def test_session_kernels_are_those_of_the_session_alone(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    session = next(row for row in demo_rows["sessions"] if row["cluster_size"] > 3)
    query = """query ($session: UUID!, $filter: KernelV2Filter) {
        sessionKernelsV2(scope: {sessionId: $session}, filter: $filter, first: 100) {
            count edges { node { rowId } }
        }
    }"""
    mine = {str(row["id"]) for row in demo_rows["kernels"] if row["session_id"] == session["id"]}
    data = await api.data(query, session=str(session["id"]))
    edges = data["sessionKernelsV2"]["edges"]
    assert {edge["node"]["rowId"] for edge in edges} == mine
    assert data["sessionKernelsV2"]["count"] == len(mine)


async def test_no_filter_widens_the_scope_of_a_session(
    api: Api, demo_rows: dict[str, list[Row]]
) -> None:
    mine, other = demo_rows["sessions"][0]["id"], demo_rows["sessions"][1]["id"]
    query = """query ($session: UUID!, $filter: KernelV2Filter) {
        sessionKernelsV2(scope: {sessionId: $session}, filter: $filter) { count }
    }"""
    filters: list[dict[str, Any]] = [
        {"sessionId": {"equals": str(other)}},
        {"OR": [{"sessionId": {"equals": str(other)}}, {"id": {"in": []}}]},
        {"NOT": [{"sessionId": {"equals": str(mine)}}]},
    ]
    for filter_ in filters:
        data = await api.data(query, session=str(mine), filter=filter_)
        assert data["sessionKernelsV2"]["count"] == 0, filter_


async def test_every_field_of_a_slot_type_comes_from_its_row(api: Api) -> None:
    data = await api.data(
        """{ resourceSlotType(slotName: "cuda.shares") {
            id slotName slotType displayName description displayUnit displayIcon
            numberFormat { binary roundLength } rank required enabled
        } }"""
    )
    assert data["resourceSlotType"] == {
        "id": global_id("ResourceSlotType", "cuda.shares"),
        "slotName": "cuda.shares",
        "slotType": "count",
        "displayName": "fGPU",
        "description": "CUDA-capable GPU (fractional)",
        "displayUnit": "fGPU",
        "displayIcon": "nvidia",
        "numberFormat": {"binary": False, "roundLength": 2},
        "rank": 400,
        "required": False,
        "enabled": True,
    }


async def test_an_unknown_slot_type_is_null(api: Api) -> None:
    query = "query ($name: String!) { resourceSlotType(slotName: $name) { id } }"
    for name in ("quantum.device", "", "%", "cpu\x00"):
        assert await api.data(query, name=name) == {"resourceSlotType": None}


async def test_slot_types_come_by_name_when_nothing_is_said(api: Api) -> None:
    data = await api.data("{ resourceSlotTypes(first: 20) { count edges { node { slotName } } } }")
    names = [edge["node"]["slotName"] for edge in data["resourceSlotTypes"]["edges"]]
    assert names == sorted(names)
    assert data["resourceSlotTypes"]["count"] == len(names) == 11
