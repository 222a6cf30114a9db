"""The tables of resource slots: the kinds of resources, and how much of each a kernel has."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, false, true
from sqlalchemy.orm import Mapped, mapped_column

from kernelgraph.models.base import STORED_JSON, Base, stored_text


class ResourceSlotTypeRow(Base):
    """A kind of resource; its slot type is `count`, `bytes`, `unique` or `unified`."""

    __tablename__ = "resource_slot_types"

    slot_name: Mapped[str] = mapped_column(stored_text(64), primary_key=True)
    slot_type: Mapped[str] = mapped_column(stored_text(16))
    required: Mapped[bool] = mapped_column(default=False, server_default=false())
    enabled: Mapped[bool] = mapped_column(default=True, server_default=true())
    display_name: Mapped[str] = mapped_column(stored_text(128))
    description: Mapped[str] = mapped_column(stored_text(256))
    display_unit: Mapped[str] = mapped_column(stored_text(32))
    display_icon: Mapped[str] = mapped_column(stored_text(64))
    number_format: Mapped[Any] = mapped_column(STORED_JSON)
    rank: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ResourceAllocationRow(Base):
    """How much of one slot a kernel asked for and was given.

    `used` is null until something was given, `free_at` until it was given back.
    """

    __tablename__ = "resource_allocations"

    kernel_id: Mapped[UUID] = mapped_column(
        ForeignKey("kernels.id", ondelete="CASCADE"), primary_key=True
    )
    slot_name: Mapped[str] = mapped_column(
        stored_text(64), ForeignKey("resource_slot_types.slot_name"), primary_key=True, index=True
    )
    requested: Mapped[Decimal]
    used: Mapped[Decimal | None]
    used_at: Mapped[datetime | None]
    free_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
