"""Strawberry over types of plain data; tuned, it has its caches of texts and orjson."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from importlib import import_module
from typing import Any
from uuid import UUID

import orjson
from tests.benchmarks.http.peers.rows import SHOWN, Kernels, Page, global_id, quantity

# Typed as anything: the types below are made at run time.
strawberry: Any = import_module("strawberry")
asgi: Any = import_module("strawberry.asgi")
extensions: Any = import_module("strawberry.extensions")
ID: Any = strawberry.ID
_enum_of: Any = Enum


def enum(name: str, values: str) -> Any:
    """An enum whose values are its names."""
    return strawberry.enum(_enum_of(name, {each: each for each in values.split()}))


def data(type_name: str, /, **fields: Any) -> Any:
    """A type of plain data."""
    return strawberry.type(type(type_name, (), {"__annotations__": fields}))


SessionType: Any = enum("SessionType", "INTERACTIVE BATCH INFERENCE SYSTEM")
SessionResult: Any = enum("SessionResult", "UNDEFINED SUCCESS FAILURE")
Protocol: Any = enum("ServicePortProtocol", "HTTP TCP PREOPEN INTERNAL VNC RDP")
Status: Any = enum(
    "KernelStatus",
    "PENDING RESERVED SCHEDULED PREPARING PREPARED CREATING RUNNING TERMINATING TERMINATED"
    " CANCELLED",
)

PageInfo: Any = data("PageInfo", has_next_page=bool, has_previous_page=bool)
SessionInfo: Any = data(
    "SessionInfo",
    session_id=UUID,
    creation_id=str | None,
    name=str | None,
    session_type=SessionType,
)
UserInfo: Any = data(
    "UserInfo",
    user_id=UUID | None,
    access_key=str | None,
    domain_name=str | None,
    group_id=UUID | None,
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
Slot: Any = data("Slot", resource_type=str, quantity=str)
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
KernelEdge: Any = data("KernelEdge", node=Kernel)
KernelConnection: Any = data("KernelConnection", page_info=PageInfo, edges=list[KernelEdge])


def kernel(row: Any) -> Any:
    """A row as a kernel."""
    ports = row.service_ports
    return Kernel(
        id=global_id(row),
        startup_command=row.startup_command,
        session_info=SessionInfo(
            session_id=row.session_id,
            creation_id=row.session_creation_id,
            name=row.session_name,
            session_type=SessionType[row.session_type],
        ),
        user_info=UserInfo(
            user_id=row.user_uuid,
            access_key=row.access_key,
            domain_name=row.domain_name,
            group_id=row.group_id,
        ),
        network=Network(
            service_ports=None if ports is None else ServicePorts(entries=[*map(port, ports)]),
            preopen_ports=row.preopen_ports,
        ),
        cluster=Cluster(
            cluster_role=row.cluster_role,
            cluster_idx=row.cluster_idx,
            local_rank=row.local_rank,
            cluster_hostname=row.cluster_hostname,
        ),
        resource=resource(row),
        lifecycle=Lifecycle(
            status=Status[SHOWN.get(row.status, row.status)],
            result=SessionResult[row.result],
            created_at=utc(row.created_at),
            terminated_at=utc(row.terminated_at),
            starts_at=utc(row.starts_at),
        ),
    )


def port(stored: dict[str, Any]) -> Any:
    """A service port."""
    return ServicePort(**{**stored, "protocol": Protocol[stored["protocol"].upper()]})


def resource(row: Any) -> Any:
    """What a kernel has."""
    opts = row.resource_opts
    return Resource(
        agent_id=row.agent,
        resource_group_name=row.scaling_group,
        container_id=row.container_id,
        allocation=Allocation(requested=slots(row.requested_slots), used=slots(row.occupied_slots)),
        shares=slots(row.occupied_shares),
        resource_opts=None
        if opts is None
        else Options(entries=[Option(name=name, value=value) for name, value in opts.items()]),
    )


def slots(stored: dict[str, str]) -> Any:
    """Quantities by slot."""
    return Slots(
        entries=[
            Slot(resource_type=name, quantity=quantity(value)) for name, value in stored.items()
        ]
    )


def utc(stored: datetime | None) -> datetime | None:
    """A stored time, which is in UTC."""
    return None if stored is None else stored.replace(tzinfo=UTC)


def connection(page: Page) -> Any:
    """A page as objects."""
    return KernelConnection(
        page_info=PageInfo(has_next_page=page.has_next, has_previous_page=False),
        edges=[KernelEdge(node=kernel(row)) for row in page.rows],
    )


def encode_json(_app: Any, data: object) -> bytes:
    """An answer as orjson writes it."""
    return orjson.dumps(data)


TunedApp: Any = type("TunedApp", (asgi.GraphQL,), {"encode_json": encode_json})


def make_app(path: str, *, is_tuned: bool) -> Any:
    """The application over a SQLite file."""
    kernels = Kernels(path)

    async def admin_kernels(first: int | None = None) -> Any:
        return connection(await kernels.page(first or 10))

    members = {
        "__annotations__": {"adminKernelsV2": KernelConnection | None},
        "adminKernelsV2": strawberry.field(
            name="adminKernelsV2", resolver=admin_kernels, graphql_type=KernelConnection | None
        ),
    }
    query = strawberry.type(type("Query", (), members))
    if not is_tuned:
        return asgi.GraphQL(strawberry.Schema(query))
    caches: Any = [
        lambda: extensions.ParserCache(maxsize=100),
        lambda: extensions.ValidationCache(maxsize=100),
    ]
    return TunedApp(strawberry.Schema(query, extensions=caches))
