"""Rows as nested mappings by GraphQL names, which default resolvers read."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.engine.contract import COUNT
from tests.benchmarks.engine.rows import cursor_of


def connection(page: list[dict[str, Any]]) -> dict[str, Any]:
    """A page as a connection."""
    edges = [{"cursor": cursor_of(row["id"]), "node": kernel(row)} for row in page]
    return {
        "count": COUNT,
        "pageInfo": {
            "hasNextPage": True,
            "hasPreviousPage": False,
            "startCursor": edges[0]["cursor"] if edges else None,
            "endCursor": edges[-1]["cursor"] if edges else None,
        },
        "edges": edges,
    }


def kernel(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a kernel."""
    return {
        "id": row["id"],
        "startupCommand": row["startup_command"],
        "sessionInfo": {
            "sessionId": row["session_id"],
            "creationId": row["creation_id"],
            "name": row["session_name"],
            "sessionType": row["session_type"],
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
            "result": row["result"],
            "createdAt": row["created_at"],
            "terminatedAt": row["terminated_at"],
            "startsAt": row["starts_at"],
        },
    }


def _port(port: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": port["name"],
        "protocol": port["protocol"],
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
            "requested": {"entries": [_slot(slot, amount) for slot, amount, _ in allocations]},
            "used": {"entries": [_slot(slot, amount) for slot, _, amount in allocations]},
        },
        "shares": {"entries": [_slot(slot, amount) for slot, amount in row["shares"]]},
        "resourceOpts": {
            "entries": [{"name": name, "value": value} for name, value in row["resource_opts"]]
        },
    }


def _slot(slot: str, amount: object) -> dict[str, Any]:
    return {"resourceType": slot, "quantity": amount}
