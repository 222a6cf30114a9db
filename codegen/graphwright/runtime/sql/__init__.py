"""What generated code imports over SQLAlchemy: filters, orders, projections, keyset pages."""

from __future__ import annotations

from graphwright.runtime.sql.column import Column, Condition
from graphwright.runtime.sql.conditions import (
    after,
    all_of,
    any_of,
    before,
    contains,
    ends_with,
    equals,
    gt,
    gte,
    i_contains,
    i_ends_with,
    i_equals,
    i_in,
    i_not_contains,
    i_not_ends_with,
    i_not_equals,
    i_not_in,
    i_not_starts_with,
    i_starts_with,
    in_,
    is_storable,
    lt,
    lte,
    none_of,
    not_contains,
    not_ends_with,
    not_equals,
    not_in,
    not_starts_with,
    starts_with,
)
from graphwright.runtime.sql.decimal_sum import decimal_sum
from graphwright.runtime.sql.eager_sqlite import sqlite_driver
from graphwright.runtime.sql.enum_column import EnumColumn, enum_column
from graphwright.runtime.sql.keyset import Keyset
from graphwright.runtime.sql.order import (
    Nullability,
    OrderColumn,
    OrderTerm,
    not_null,
    nullable,
    order_term,
)
from graphwright.runtime.sql.plan import RowPlan
from graphwright.runtime.sql.projection import (
    Projection,
    Read,
    Source,
    column,
    constant,
    decoded,
)
from graphwright.runtime.sql.read import read_by_keys, read_page
from graphwright.runtime.sql.read_many import read_pages
from graphwright.runtime.sql.search import fetch_by_keys, fetch_page, fetch_pages
from graphwright.runtime.sql.source import KeysetSource, Parents
from graphwright.runtime.sql.stored_uuid import StoredUuid
from graphwright.runtime.sql.text import register_sqlite_functions
from graphwright.runtime.sql.types import ExactDecimal, JsonDocument, UtcDateTime

__all__ = [
    "Column",
    "Condition",
    "EnumColumn",
    "ExactDecimal",
    "JsonDocument",
    "Keyset",
    "KeysetSource",
    "Nullability",
    "OrderColumn",
    "OrderTerm",
    "Parents",
    "Projection",
    "Read",
    "RowPlan",
    "Source",
    "StoredUuid",
    "UtcDateTime",
    "after",
    "all_of",
    "any_of",
    "before",
    "column",
    "constant",
    "contains",
    "decimal_sum",
    "decoded",
    "ends_with",
    "enum_column",
    "equals",
    "fetch_by_keys",
    "fetch_page",
    "fetch_pages",
    "gt",
    "gte",
    "i_contains",
    "i_ends_with",
    "i_equals",
    "i_in",
    "i_not_contains",
    "i_not_ends_with",
    "i_not_equals",
    "i_not_in",
    "i_not_starts_with",
    "i_starts_with",
    "in_",
    "is_storable",
    "lt",
    "lte",
    "none_of",
    "not_contains",
    "not_ends_with",
    "not_equals",
    "not_in",
    "not_null",
    "not_starts_with",
    "nullable",
    "order_term",
    "read_by_keys",
    "read_page",
    "read_pages",
    "register_sqlite_functions",
    "sqlite_driver",
    "starts_with",
]
