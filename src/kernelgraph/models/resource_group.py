"""The table of resource groups: the sets of agents that share a scheduler."""

from __future__ import annotations

from sqlalchemy import true
from sqlalchemy.orm import Mapped, mapped_column

from kernelgraph.models.base import Base, stored_text


class ResourceGroupRow(Base):
    """A resource group, stored under its older name of scaling group."""

    __tablename__ = "scaling_groups"

    name: Mapped[str] = mapped_column(stored_text(64), primary_key=True)
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())
