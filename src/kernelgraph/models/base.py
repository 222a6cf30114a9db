"""The declarative base and the column types that SQLite and PostgreSQL share."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import JSON, Dialect, Integer, MetaData, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from graphwright.runtime.sql.stored_uuid import StoredUuid
from graphwright.runtime.sql.types import ExactDecimal, UtcDateTime
from kernelgraph.stored.json_text import load_json


class StoredJson(TypeDecorator[Any]):
    """JSON as `load_json` reads it; a Python None is SQL NULL, never the JSON text `null`."""

    impl = JSON
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(none_as_null=True)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """The function that reads a stored value."""
        if dialect.name == "sqlite":
            # SQLAlchemy would wrap it twice, for thousands of values.
            return load_json
        return super().result_processor(dialect, coltype)


STORED_JSON: Final[TypeEngine[Any]] = StoredJson()

# SQLite has no arrays.
INTEGERS: Final[TypeEngine[Any]] = ARRAY(Integer).with_variant(StoredJson(), "sqlite")


def stored_text(length: int | None = None) -> TypeEngine[str]:
    """The type of a text of up to a length that sorts by its code points on every database.

    PostgreSQL would sort it by the language that the database was created for.
    """
    if length is None:
        return Text().with_variant(Text(collation="C"), "postgresql")
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Base(DeclarativeBase):
    """What all tables have in common."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {
        UUID: StoredUuid(),
        datetime: UtcDateTime(),
        Decimal: ExactDecimal(),
    }
