"""Columns of filters, right and wrong; `# E` marks lines that must not type-check."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, assert_type
from uuid import UUID

from .api.enums import Kind
from .api.filters import ShipFilterColumns, ship_filter, string_filter
from .api.inputs import ShipFilter, StringFilter
from graphwright.runtime.sql import Condition, enum_column
from sqlalchemy import true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


class Base(DeclarativeBase):
    """Tables of the harbour."""


class ShipRow(Base):
    """A ship."""

    __tablename__ = "ships"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    kind: Mapped[str]
    tons: Mapped[int]
    built_at: Mapped[datetime]
    is_afloat: Mapped[bool]


def anything(_: object) -> ColumnElement[bool]:
    """A condition that always holds."""
    return true()


columns = ShipFilterColumns(
    id=ShipRow.id,
    name=ShipRow.name,
    kind=enum_column(ShipRow.kind, Kind),
    built_at=ShipRow.built_at,
    tons=ShipRow.tons,
    is_afloat=ShipRow.is_afloat,
    harbour=anything,
    near=anything,
    crewed=anything,
    escort=anything,
)
assert_type(ship_filter(ShipFilter(), columns), Condition | None)
assert_type(ship_filter(None, columns), Condition | None)
string_filter(StringFilter(equals="x"), ShipRow.name)
string_filter(StringFilter(equals="x"), ShipRow.tons)  # E
ShipFilterColumns(
    id=ShipRow.name,  # E
    name=ShipRow.name,
    kind=ShipRow.kind,  # E
    built_at=ShipRow.built_at,
    tons=ShipRow.tons,
    is_afloat=ShipRow.is_afloat,
    harbour=None,  # E
    near=anything,
    crewed=anything,
    escort=anything,
)
ShipFilterColumns(id=ShipRow.id)  # E
