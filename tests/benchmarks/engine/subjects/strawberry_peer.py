"""Strawberry with its caches of parsed and validated documents."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import Any

from tests.benchmarks.engine.contract import COUNT, OPERATION
from tests.benchmarks.engine.rows import cursor_of, rows

# Strawberry lives in the environment of the peers only.
strawberry: Any = import_module("strawberry")
extensions: Any = import_module("strawberry.extensions")
ID: Any = strawberry.ID
ROWS = rows(1000)


_enum_of: Any = Enum


def enum(name: str, **values: str) -> Any:
    """An enum whose values are those of the rows."""
    return strawberry.enum(_enum_of(name, values))


SessionType: Any = enum(
    "SessionType", INTERACTIVE="interactive", BATCH="batch", INFERENCE="inference"
)
SessionResult: Any = enum(
    "SessionResult", UNDEFINED="undefined", SUCCESS="success", FAILURE="failure"
)
Protocol: Any = enum("ServicePortProtocol", HTTP="http", TCP="tcp", PREOPEN="preopen")
Status: Any = enum(
    "KernelStatus",
    **{name: name for name in ["PENDING", "PREPARING", "RUNNING", "TERMINATED", "ERROR"]},
)


def data(type_name: str, /, **fields: Any) -> Any:
    """A type of plain data."""
    return strawberry.type(type(type_name, (), {"__annotations__": fields}))


PageInfo: Any = data(
    "PageInfo",
    has_next_page=bool,
    has_previous_page=bool,
    start_cursor=str | None,
    end_cursor=str | None,
)
SessionInfo: Any = data(
    "SessionInfo", session_id=ID, creation_id=str | None, name=str | None, session_type=SessionType
)
UserInfo: Any = data(
    "UserInfo",
    user_id=ID | None,
    access_key=str | None,
    domain_name=str | None,
    group_id=ID | None,
)
ServicePort: Any = data(
    "ServicePort",
    name=str,
    protocol=Protocol,
    container_ports=list[int],
    host_ports=list[int | None],
    is_inference=bool,
)
ServicePorts: Any = data("ServicePorts", entries=list[ServicePort])
Network: Any = data("Network", service_ports=ServicePorts | None, preopen_ports=list[int] | None)
Cluster: Any = data(
    "Cluster", cluster_role=str, cluster_idx=int, local_rank=int, cluster_hostname=str
)
Slot: Any = data("Slot", resource_type=str, quantity=Decimal)
Slots: Any = data("Slots", entries=list[Slot])
Allocation: Any = data("Allocation", requested=Slots, used=Slots | None)
Option: Any = data("Option", name=str, value=str)
Options: Any = data("Options", entries=list[Option])
Resource: Any = data(
    "Resource",
    agent_id=str | None,
    resource_group_name=str | None,
    container_id=str | None,
    allocation=Allocation,
    shares=Slots,
    resource_opts=Options | None,
)
Lifecycle: Any = data(
    "Lifecycle",
    status=Status,
    result=SessionResult,
    created_at=datetime | None,
    terminated_at=datetime | None,
    starts_at=datetime | None,
)
Kernel: Any = data(
    "Kernel",
    id=ID,
    startup_command=str | None,
    session_info=SessionInfo,
    user_info=UserInfo,
    network=Network,
    cluster=Cluster,
    resource=Resource,
    lifecycle=Lifecycle,
)
KernelEdge: Any = data("KernelEdge", cursor=str, node=Kernel)
KernelConnection: Any = data(
    "KernelConnection", count=int, page_info=PageInfo, edges=list[KernelEdge]
)


def picked(cls: Any, row: dict[str, Any], *names: str) -> Any:
    """An object with fields that are columns of the same names."""
    return cls(**{name: row[name] for name in names})


def kernel(row: dict[str, Any]) -> Any:
    """A row as a kernel."""
    return Kernel(
        id=row["id"],
        startup_command=row["startup_command"],
        session_info=SessionInfo(
            session_id=row["session_id"],
            creation_id=row["creation_id"],
            name=row["session_name"],
            session_type=SessionType(row["session_type"]),
        ),
        user_info=picked(UserInfo, row, "user_id", "access_key", "domain_name", "group_id"),
        network=Network(
            service_ports=ServicePorts(
                entries=[
                    ServicePort(**{**port, "protocol": Protocol(port["protocol"])})
                    for port in row["service_ports"]
                ]
            ),
            preopen_ports=row["preopen_ports"],
        ),
        cluster=picked(
            Cluster, row, "cluster_role", "cluster_idx", "local_rank", "cluster_hostname"
        ),
        resource=resource(row),
        lifecycle=Lifecycle(
            status=Status(row["status"]),
            result=SessionResult(row["result"]),
            created_at=row["created_at"],
            terminated_at=row["terminated_at"],
            starts_at=row["starts_at"],
        ),
    )


def resource(row: dict[str, Any]) -> Any:
    """A row as the resources of a kernel."""
    slots = row["allocations"]
    return Resource(
        agent_id=row["agent_id"],
        resource_group_name=row["resource_group_name"],
        container_id=row["container_id"],
        allocation=Allocation(
            requested=Slots(entries=[Slot(resource_type=s, quantity=q) for s, q, _ in slots]),
            used=Slots(entries=[Slot(resource_type=s, quantity=q) for s, _, q in slots]),
        ),
        shares=Slots(
            entries=[Slot(resource_type=s, quantity=Decimal(q)) for s, q in row["shares"]]
        ),
        resource_opts=Options(
            entries=[Option(name=name, value=value) for name, value in row["resource_opts"]]
        ),
    )


async def kernels(first: int | None = None) -> Any:
    """The page, as objects made from rows."""
    edges = [KernelEdge(cursor=cursor_of(row["id"]), node=kernel(row)) for row in ROWS[:first]]
    info = PageInfo(
        has_next_page=True,
        has_previous_page=False,
        start_cursor=edges[0].cursor,
        end_cursor=edges[-1].cursor,
    )
    return KernelConnection(count=COUNT, page_info=info, edges=edges)


Query = strawberry.type(
    type(
        "Query",
        (),
        {
            "__annotations__": {"kernels": KernelConnection | None},
            "kernels": strawberry.field(resolver=kernels, graphql_type=KernelConnection | None),
        },
    )
)
CACHES: Any = [
    lambda: extensions.ParserCache(maxsize=100),
    lambda: extensions.ValidationCache(maxsize=100),
]
SCHEMA = strawberry.Schema(Query, extensions=CACHES)
PACKAGE = "strawberry-graphql"


async def answer(size: int) -> bytes:
    """The response with a page of this size."""
    result = await SCHEMA.execute(OPERATION, variable_values={"first": size})
    return json.dumps({"data": result.data}).encode()
