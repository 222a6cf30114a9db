"""The table of domains: the outermost unit of tenancy."""

from __future__ import annotations

from sqlalchemy import true
from sqlalchemy.orm import Mapped, mapped_column

from kernelgraph.models.base import Base, stored_text


class DomainRow(Base):
    """A domain."""

    __tablename__ = "domains"

    name: Mapped[str] = mapped_column(stored_text(64), primary_key=True)
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())
