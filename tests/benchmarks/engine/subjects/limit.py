"""The limit: a function written by hand for this one operation, and orjson."""

from __future__ import annotations

from typing import Any

import orjson
from tests.benchmarks.engine.contract import COUNT
from tests.benchmarks.engine.rows import cursor_of, rows

TYPES = {"interactive": "INTERACTIVE", "batch": "BATCH", "inference": "INFERENCE"}
RESULTS = {"undefined": "UNDEFINED", "success": "SUCCESS", "failure": "FAILURE"}
PROTOCOLS = {"http": "HTTP", "tcp": "TCP", "preopen": "PREOPEN"}
ROWS = rows(1000)


async def answer(size: int) -> bytes:
    """The response with a page of this size."""
    edges = [{"cursor": cursor_of(row["id"]), "node": _kernel(row)} for row in ROWS[:size]]
    info = {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": edges[0]["cursor"],
        "endCursor": edges[-1]["cursor"],
    }
    return orjson.dumps({"data": {"kernels": {"count": COUNT, "pageInfo": info, "edges": edges}}})


def _kernel(row: dict[str, Any]) -> dict[str, Any]:
    created, over, starts = row["created_at"], row["terminated_at"], row["starts_at"]
    return {
        "id": row["id"],
        "startupCommand": row["startup_command"],
        "sessionInfo": {
            "sessionId": row["session_id"],
            "creationId": row["creation_id"],
            "name": row["session_name"],
            "sessionType": TYPES[row["session_type"]],
        },
        "userInfo": {
            "userId": row["user_id"],
            "accessKey": row["access_key"],
            "domainName": row["domain_name"],
            "groupId": row["group_id"],
        },
        "network": {
            "servicePorts": {"entries": [_port(port) for port in row["service_ports"]]},
            "preopenPorts": row["preopen_ports"],
        },
        "cluster": {
            "clusterRole": row["cluster_role"],
            "clusterIdx": row["cluster_idx"],
            "localRank": row["local_rank"],
            "clusterHostname": row["cluster_hostname"],
        },
        "resource": _resource(row),
        "lifecycle": {
            "status": row["status"],
            "result": RESULTS[row["result"]],
            "createdAt": None if created is None else created.isoformat(),
            "terminatedAt": None if over is None else over.isoformat(),
            "startsAt": None if starts is None else starts.isoformat(),
        },
    }


def _port(port: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": port["name"],
        "protocol": PROTOCOLS[port["protocol"]],
        "containerPorts": port["container_ports"],
        "hostPorts": port["host_ports"],
        "isInference": port["is_inference"],
    }


def _resource(row: dict[str, Any]) -> dict[str, Any]:
    allocations = row["allocations"]
    return {
        "agentId": row["agent_id"],
        "resourceGroupName": row["resource_group_name"],
        "containerId": row["container_id"],
        "allocation": {
            "requested": {
                "entries": [
                    {"resourceType": slot, "quantity": str(amount)}
                    for slot, amount, _ in allocations
                ]
            },
            "used": {
                "entries": [
                    {"resourceType": slot, "quantity": str(amount)}
                    for slot, _, amount in allocations
                ]
            },
        },
        "shares": {
            "entries": [
                {"resourceType": slot, "quantity": amount} for slot, amount in row["shares"]
            ]
        },
        "resourceOpts": {
            "entries": [{"name": name, "value": value} for name, value in row["resource_opts"]]
        },
    }
