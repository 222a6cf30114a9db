"""Column types that keep their meaning on SQLite as well as on PostgreSQL."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import JSON, DateTime, Dialect, Numeric, String, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine

from graphwright.runtime.scalars import serialize_date_time

if TYPE_CHECKING:
    from graphwright.runtime.rows import Serializers

EXACT: Final = Context(prec=100, rounding=ROUND_HALF_UP)


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time: always with a time zone, always UTC when read, to the microsecond.

    PostgreSQL: `timestamptz`. SQLite: UTC as text of a fixed width, which sorts by time.
    """

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        """The type of the values."""
        return datetime

    @property
    def shown(self) -> Serializers:
        """What scalars make of times, from their stored texts."""
        return {serialize_date_time: _shown_time}

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Returns how the database stores it."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(DateTime())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Returns the value in UTC; ValueError for one without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a stored time needs a time zone, got {value.isoformat()}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Returns the value as it was read."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Returns the function that reads a stored value."""
        if dialect.name == "sqlite":
            return _utc_of_text
        return super().result_processor(dialect, coltype)


def _utc_of_text(stored: str | None) -> datetime | None:
    return None if stored is None else _utc(stored)


def _utc(stored: str) -> datetime:
    time = datetime.fromisoformat(stored)
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


# Other texts, and whole seconds, which are shown without a fraction, are read first.
_WITH_FRACTION: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.(?!0{6})\d{6}", re.ASCII)


def _shown_time(stored: str) -> str:
    if _WITH_FRACTION.fullmatch(stored) is None:
        return _utc(stored).isoformat()
    datetime.fromisoformat(stored)  # raises for what is no time
    return f"{stored.replace(' ', 'T')}+00:00"


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal number without rounding error; more decimal places are rounded half up.

    PostgreSQL: `numeric(precision, scale)`. SQLite, which has no such type: the number as a
    whole number of its last place, plus 10 to the power of the precision so that none is
    negative, as text of a fixed width, which compares and sorts as the number does. SQL
    arithmetic on that text is meaningless; sums are made by `decimal_sum`.
    """

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int = 24, scale: int = 6) -> None:
        super().__init__(precision, scale)
        self.precision = precision
        self.scale = scale

    @property
    def python_type(self) -> type[Any]:
        """The type of the values."""
        return Decimal

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Returns how the database stores it."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(self.precision + 1))
        return dialect.type_descriptor(Numeric(self.precision, self.scale))

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Any:
        """Returns the value as it is sent to the database; ValueError for one that does not fit."""
        if value is None:
            return None
        offset = 10**self.precision
        number = Decimal(value)
        fits = number.is_finite() and number.adjusted() < self.precision
        units = (
            int(number.scaleb(self.scale, EXACT).to_integral_value(ROUND_HALF_UP)) if fits else 0
        )
        if not fits or not -offset < units < offset:
            raise ValueError(f"{value} does not fit numeric({self.precision},{self.scale})")
        if dialect.name == "sqlite":
            return f"{units + offset:0{self.precision + 1}d}"
        return Decimal(units).scaleb(-self.scale, EXACT)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Returns the value as it was read."""
        if value is None or dialect.name != "sqlite":
            return None if value is None else Decimal(value)
        if not isinstance(value, str):
            raise TypeError(f"{value!r} is not an exact decimal; sums are made by decimal_sum()")
        return Decimal(int(value) - 10**self.precision).scaleb(-self.scale, EXACT)


class JsonDocument(TypeDecorator[Any]):
    """A JSON document; None is NULL.

    PostgreSQL: `json`, or `jsonb` when binary. SQLite: text. A stored text that is no JSON
    is read as that text, so that one broken row does not fail the rows beside it.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, binary: bool = False) -> None:
        super().__init__(none_as_null=True)
        self.binary = binary

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Returns how the database stores it."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        if dialect.name == "postgresql" and self.binary:
            return dialect.type_descriptor(postgresql.JSONB(none_as_null=True))
        return dialect.type_descriptor(JSON(none_as_null=True))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Returns the value as it is sent to the database."""
        if value is None or dialect.name != "sqlite":
            return value
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Returns the value as it was read."""
        if value is None or dialect.name != "sqlite":
            return value
        try:
            return json.loads(value)
        except ValueError:
            return value
