"""The table of container images."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from kernelgraph.models.base import Base


class ImageRow(Base):
    """An image, its name without registry and tag."""

    __tablename__ = "images"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255), index=True)
    registry_name: Mapped[str] = mapped_column("registry", String(255))
    tag: Mapped[str | None] = mapped_column(String(255))
    architecture: Mapped[str] = mapped_column(String(32))
