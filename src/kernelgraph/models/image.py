"""The table of container images."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from kernelgraph.models.base import Base, stored_text


class ImageRow(Base):
    """An image, its name without registry and tag."""

    __tablename__ = "images"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(stored_text(255), index=True)
    registry_name: Mapped[str] = mapped_column("registry", stored_text(255))
    tag: Mapped[str | None] = mapped_column(stored_text(255))
    architecture: Mapped[str] = mapped_column(stored_text(32))
