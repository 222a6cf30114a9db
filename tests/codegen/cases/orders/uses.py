"""Columns of orders, right and wrong; `# E` marks lines that must not type-check."""

from __future__ import annotations

from typing import assert_type

from graphwright.runtime.sql import OrderTerm
from sqlalchemy import column

from .api.enums import ShipOrderField
from .api.inputs import ShipOrderBy
from .api.orders import ShipOrderColumns, ship_order

order_columns = ShipOrderColumns(
    name=column("name"), built_at=column("built_at"), id=column("id"), in_=column("in")
)
assert_type(
    ship_order([ShipOrderBy(field=ShipOrderField.NAME)], order_columns), tuple[OrderTerm, ...]
)
ShipOrderColumns(name=column("name"))  # E
