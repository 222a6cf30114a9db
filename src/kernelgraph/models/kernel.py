"""The table of kernels."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, Index, LargeBinary, event, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import Grouping

from graphwright.runtime.sql import not_null
from kernelgraph.models.base import INTEGERS, STORED_JSON, Base, stored_text
from kernelgraph.models.rank import rank_of
from kernelgraph.stored.names import STORED_STATUSES, UNKNOWN_STATUS


class KernelRow(Base):
    """A kernel: one container of a session.

    Type and result are stored by the names of their enums, the status by its internal name, of
    which there are more than the API shows. The agent and the image may be gone, so neither is
    a foreign key; nor is anything that only display needs.
    """

    __tablename__ = "kernels"

    id: Mapped[UUID] = mapped_column(primary_key=True)

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id"))
    session_creation_id: Mapped[str | None] = mapped_column(stored_text(32))
    session_name: Mapped[str | None] = mapped_column(stored_text(64))
    session_type: Mapped[str] = mapped_column(stored_text(16))

    cluster_mode: Mapped[str] = mapped_column(stored_text(16))
    cluster_size: Mapped[int] = mapped_column(default=1, server_default="1")
    cluster_role: Mapped[str] = mapped_column(stored_text(16))
    cluster_idx: Mapped[int]
    local_rank: Mapped[int]
    cluster_hostname: Mapped[str] = mapped_column(stored_text(64))

    scaling_group: Mapped[str | None] = mapped_column(stored_text(64))
    agent: Mapped[str | None] = mapped_column(stored_text(64))
    agent_addr: Mapped[str | None] = mapped_column(stored_text(128))
    domain_name: Mapped[str | None] = mapped_column(stored_text(64))
    group_id: Mapped[UUID | None]
    user_uuid: Mapped[UUID | None]
    access_key: Mapped[str | None] = mapped_column(stored_text(20))

    image: Mapped[str] = mapped_column(stored_text(512))
    image_id: Mapped[UUID | None]
    architecture: Mapped[str] = mapped_column(stored_text(32))
    registry_name: Mapped[str | None] = mapped_column("registry", stored_text(512))
    tag: Mapped[str | None] = mapped_column(stored_text(64))
    container_id: Mapped[str | None] = mapped_column(stored_text(64))

    occupied_slots: Mapped[Any] = mapped_column(STORED_JSON)
    requested_slots: Mapped[Any] = mapped_column(STORED_JSON)
    occupied_shares: Mapped[Any] = mapped_column(STORED_JSON)
    vfolder_mounts: Mapped[Any | None] = mapped_column(STORED_JSON)
    attached_devices: Mapped[Any | None] = mapped_column(STORED_JSON)
    resource_opts: Mapped[Any | None] = mapped_column(STORED_JSON)
    environ: Mapped[Any | None] = mapped_column(STORED_JSON)
    service_ports: Mapped[Any | None] = mapped_column(STORED_JSON)
    preopen_ports: Mapped[Any | None] = mapped_column(INTEGERS)

    created_at: Mapped[datetime]
    terminated_at: Mapped[datetime | None]
    starts_at: Mapped[datetime | None]
    status_changed: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(stored_text(64))
    status_info: Mapped[str | None] = mapped_column(stored_text())
    status_data: Mapped[Any | None] = mapped_column(STORED_JSON)
    status_history: Mapped[Any | None] = mapped_column(STORED_JSON)
    result: Mapped[str] = mapped_column(
        stored_text(16), default="UNDEFINED", server_default="UNDEFINED"
    )

    startup_command: Mapped[str | None] = mapped_column(stored_text())
    bootstrap_script: Mapped[str | None] = mapped_column(stored_text())
    container_log: Mapped[bytes | None] = mapped_column(LargeBinary)
    last_stat: Mapped[Any | None] = mapped_column(STORED_JSON)
    num_queries: Mapped[int] = mapped_column(default=0, server_default="0")

    # Every index ends in the id, which breaks ties, so that a page is one range of the index.
    __table_args__ = (
        Index("ix_kernels_created_at_id", "created_at", "id"),
        Index("ix_kernels_terminated_at_id", "terminated_at", "id"),
        Index("ix_kernels_cluster_mode_id", "cluster_mode", "id"),
        Index("ix_kernels_cluster_hostname_id", "cluster_hostname", "id"),
        Index("ix_kernels_cluster_idx_id", "cluster_idx", "id"),
        Index("ix_kernels_session_id_created_at_id", "session_id", "created_at", "id"),
        Index("ix_kernels_user_uuid_created_at_id", "user_uuid", "created_at", "id"),
        Index("ix_kernels_group_id_created_at_id", "group_id", "created_at", "id"),
        Index("ix_kernels_domain_name_created_at_id", "domain_name", "created_at", "id"),
        Index("ix_kernels_agent_created_at_id", "agent", "created_at", "id"),
    )


_RANK: Final = rank_of(KernelRow.status, STORED_STATUSES, UNKNOWN_STATUS)

STATUS_RANK: Final = not_null(_RANK)
"""The place of the status shown, in the order of its declaration."""

# PostgreSQL wants an expression in parentheses.
_INDEXED_RANK: Final = Grouping(_RANK)

# PostgreSQL reads nothing but the index only if that has what the rank is made of.
Index("ix_kernels_status_rank_id", _INDEXED_RANK, KernelRow.id, postgresql_include=["status"])
Index(
    "ix_kernels_status_rank_created_at_id",
    _INDEXED_RANK,
    KernelRow.created_at,
    KernelRow.id,
    postgresql_include=["status"],
)

# NULLs come last in both directions, which takes one more index for the falling one. SQLite's
# cannot say where NULLs come; there they are the least, and the index for both serves this order.
Index(
    "ix_kernels_terminated_at_desc_id",
    KernelRow.terminated_at.desc().nulls_last(),
    KernelRow.id.desc(),
).ddl_if(dialect="postgresql")


@event.listens_for(Base.metadata.tables[KernelRow.__tablename__], "after_create")
def _keep_statistics(_table: object, connection: Connection, **_options: Any) -> None:
    # Without them PostgreSQL takes it for chance that a kernel of a session is its owner's,
    # expects hardly any rows, and sorts all of them instead of reading a page in order.
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "CREATE STATISTICS kernels_of_sessions (dependencies, mcv)"
                " ON session_id, user_uuid, group_id, domain_name FROM kernels"
            )
        )
