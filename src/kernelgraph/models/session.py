"""The table of sessions: what a user asks for, made of one kernel or of several."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernelgraph.models.base import Base, stored_text


class SessionRow(Base):
    """A session; type and result are stored by the names of their enums."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    creation_id: Mapped[str | None] = mapped_column(stored_text(32))
    name: Mapped[str | None] = mapped_column(stored_text(64))
    session_type: Mapped[str] = mapped_column(stored_text(16))
    result: Mapped[str] = mapped_column(
        stored_text(16), default="UNDEFINED", server_default="UNDEFINED"
    )
    cluster_mode: Mapped[str] = mapped_column(stored_text(16))
    cluster_size: Mapped[int]
    domain_name: Mapped[str | None] = mapped_column(
        stored_text(64), ForeignKey("domains.name", onupdate="CASCADE"), index=True
    )
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("groups.id"), index=True)
    user_uuid: Mapped[UUID | None] = mapped_column(ForeignKey("users.uuid"), index=True)
    access_key: Mapped[str | None] = mapped_column(stored_text(20))
    created_at: Mapped[datetime]
    terminated_at: Mapped[datetime | None]
