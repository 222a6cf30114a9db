"""The tables of agents: the daemons that run kernels, and what each of them offers."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, true
from sqlalchemy.orm import Mapped, mapped_column

from kernelgraph.models.base import STORED_JSON, Base, stored_text


class AgentRow(Base):
    """An agent; its status is ALIVE, LOST, RESTARTING or TERMINATED."""

    __tablename__ = "agents"

    id: Mapped[str] = mapped_column(stored_text(64), primary_key=True)
    status: Mapped[str] = mapped_column(stored_text(16), index=True)
    region: Mapped[str] = mapped_column(stored_text(64))
    scaling_group: Mapped[str] = mapped_column(
        stored_text(64), ForeignKey("scaling_groups.name", onupdate="CASCADE"), index=True
    )
    schedulable: Mapped[bool] = mapped_column(default=True, server_default=true())
    addr: Mapped[str] = mapped_column(stored_text(128))
    public_host: Mapped[str | None] = mapped_column(stored_text(256))
    version: Mapped[str] = mapped_column(stored_text(64))
    architecture: Mapped[str] = mapped_column(stored_text(32))
    first_contact: Mapped[datetime]
    lost_at: Mapped[datetime | None]
    available_slots: Mapped[Any] = mapped_column(STORED_JSON)
    occupied_slots: Mapped[Any] = mapped_column(STORED_JSON)
    compute_plugins: Mapped[Any] = mapped_column(STORED_JSON)


class AgentResourceRow(Base):
    """How much of one slot an agent offers, and how much of it is taken."""

    __tablename__ = "agent_resources"

    agent_id: Mapped[str] = mapped_column(
        stored_text(64), ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True
    )
    slot_name: Mapped[str] = mapped_column(
        stored_text(64), ForeignKey("resource_slot_types.slot_name"), primary_key=True, index=True
    )
    capacity: Mapped[Decimal]
    reserved: Mapped[Decimal] = mapped_column(default=Decimal(0))
    used: Mapped[Decimal] = mapped_column(default=Decimal(0))
