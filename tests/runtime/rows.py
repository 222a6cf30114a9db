"""The tables of a small shop; SQLAlchemy reads their annotations."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from graphwright.runtime.sql import ExactDecimal, JsonDocument, UtcDateTime


class Base(DeclarativeBase):
    pass


class ShelfRow(Base):
    __tablename__ = "shelves"
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(40))


class ItemRow(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[UUID | None]
    name: Mapped[str | None] = mapped_column(String(200))
    rank: Mapped[int]
    price: Mapped[Decimal | None] = mapped_column(ExactDecimal())
    added_at: Mapped[datetime] = mapped_column(UtcDateTime())
    sold_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    status: Mapped[str | None] = mapped_column(String(20))
    extra: Mapped[Any] = mapped_column(JsonDocument(), nullable=True)
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("shelves.id"))

    __table_args__ = (
        Index("items_by_rank", "rank", "id"),
        Index("items_by_added", "added_at", "rank", "id"),
    )


class StockRow(Base):
    __tablename__ = "stock"
    item_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(String(20), primary_key=True)
    amount: Mapped[Decimal] = mapped_column(ExactDecimal())
