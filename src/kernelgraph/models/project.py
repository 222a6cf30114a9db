"""The table of projects: the groups of users inside a domain."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, true
from sqlalchemy.orm import Mapped, mapped_column

from kernelgraph.models.base import Base, stored_text


class ProjectRow(Base):
    """A project, stored under its older name of group."""

    __tablename__ = "groups"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(stored_text(64))
    domain_name: Mapped[str] = mapped_column(
        stored_text(64), ForeignKey("domains.name", onupdate="CASCADE"), index=True
    )
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())
