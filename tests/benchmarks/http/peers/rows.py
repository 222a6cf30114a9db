"""What both peers read: the columns that the operation needs, one row more than the page has."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, NamedTuple

import orjson
from sqlalchemy import JSON, Column, DateTime, Integer, MetaData, String, Table, Uuid, select
from sqlalchemy.ext.asyncio import create_async_engine

_TEXTS = (
    *("session_creation_id", "session_name", "session_type", "access_key", "domain_name"),
    *("cluster_role", "cluster_hostname", "agent", "scaling_group", "container_id"),
    *("status", "result", "startup_command"),
)
_JSONS = (
    *("service_ports", "preopen_ports", "requested_slots", "occupied_slots", "occupied_shares"),
    "resource_opts",
)
KERNELS = Table(
    "kernels",
    MetaData(),
    *(Column(name, Uuid) for name in ("id", "session_id", "user_uuid", "group_id")),
    *(Column(name, Integer) for name in ("cluster_idx", "local_rank")),
    *(Column(name, DateTime) for name in ("created_at", "terminated_at", "starts_at")),
    *(Column(name, String) for name in _TEXTS),
    *(Column(name, JSON(none_as_null=True)) for name in _JSONS),
)
NEWEST = select(KERNELS).order_by(KERNELS.c.created_at.desc(), KERNELS.c.id.desc())

#: The states of the cluster that the API shows under another name.
SHOWN = {
    "PULLING": "PREPARING",
    **dict.fromkeys(("BUILDING", "RESTARTING", "RESIZING", "SUSPENDED", "ERROR"), "CANCELLED"),
}


class Page(NamedTuple):
    """Rows, and whether there are more."""

    rows: list[Any]
    has_next: bool


class Kernels:
    """The table of kernels in a SQLite file."""

    def __init__(self, path: str) -> None:
        self._engine = create_async_engine(
            f"sqlite+aiosqlite:///{path}", json_deserializer=orjson.loads, pool_size=10
        )

    async def page(self, size: int) -> Page:
        """The newest kernels."""
        async with self._engine.connect() as connection:
            found = await connection.execute(NEWEST.limit(size + 1))
        rows = list(found)
        return Page(rows[:size], len(rows) > size)


def global_id(row: Any) -> str:
    """The global id of a kernel."""
    return b64encode(f"KernelV2:{row.id}".encode()).decode()


def quantity(stored: str) -> str:
    """A quantity as the API shows it."""
    return stored.rstrip("0").rstrip(".") if "." in stored else stored
