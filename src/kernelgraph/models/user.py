"""The table of users."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernelgraph.models.base import Base, stored_text


class UserRow(Base):
    """A user; its role is `superadmin`, `admin` (of its domain) or `user`."""

    __tablename__ = "users"

    uuid: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(stored_text(64), unique=True)
    username: Mapped[str | None] = mapped_column(stored_text(64))
    role: Mapped[str] = mapped_column(stored_text(16), default="user", server_default="user")
    domain_name: Mapped[str | None] = mapped_column(
        stored_text(64), ForeignKey("domains.name", onupdate="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
