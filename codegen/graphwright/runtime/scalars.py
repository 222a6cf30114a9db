"""Custom scalars: how their values are written to a response and read from a request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar
from uuid import UUID

from ariadne import ScalarType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

_PLAIN_DECIMAL: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Scalar(Generic[T]):
    """A scalar's Python type, its output as a JSON value, and the parser of a JSON value.

    `parse` raises ValueError with a sentence for the client.
    """

    python_type: type[T]
    serialize: Callable[[T], object]
    parse: Callable[[object], T]


def scalar_types(scalars: Mapping[str, Scalar[Any]]) -> list[ScalarType]:
    """Returns Ariadne's bindings of the scalars, which are given by their GraphQL names."""
    return [
        ScalarType(name, serializer=scalar.serialize, value_parser=scalar.parse)
        for name, scalar in scalars.items()
    ]


def serialize_date_time(value: datetime) -> str:
    """Returns ISO-8601 with the offset; ValueError for a datetime without one."""
    if value.tzinfo is None:
        raise ValueError(f"DateTime needs a time zone, got {value.isoformat()}")
    return value.isoformat()


def parse_date_time(value: object) -> datetime:
    """Returns the time, with its offset, that an ISO-8601 text names."""
    if not isinstance(value, str):
        raise ValueError("DateTime must be an ISO-8601 string with an offset")
    try:
        parsed = datetime.fromisoformat(value)
        if parsed.tzinfo is None:
            raise ValueError(f"DateTime needs an offset, such as {value}Z")
        parsed.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"DateTime is out of range: {value}") from None
    except ValueError as error:
        if str(error).startswith("DateTime"):
            raise
        raise ValueError(f"DateTime must be ISO-8601 with an offset, got {value!r}") from None
    return parsed


def serialize_decimal(value: Decimal) -> str:
    """Returns a plain decimal: no exponent, no trailing zeros, no negative zero."""
    if type(value) is Decimal and (digits := str(value)).isdigit():
        return digits
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"Decimal must be finite, got {number}")
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def parse_decimal(value: object) -> Decimal:
    """Returns the exact number that a plain decimal string or an integer names."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and _PLAIN_DECIMAL.fullmatch(value):
        return Decimal(value)
    raise ValueError('Decimal must be a plain decimal string, such as "1.5", or an integer')


def serialize_uuid(value: object) -> str:
    """Returns the digits with dashes; TypeError for what is no UUID."""
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"UUID must be a uuid.UUID, got {value!r}")


def parse_uuid(value: object) -> UUID:
    """Returns the UUID that a text names."""
    try:
        if isinstance(value, str):
            return UUID(value)
    except ValueError:
        pass
    raise ValueError("UUID must be a string of 32 hexadecimal digits, with or without dashes")


def _same(value: object) -> object:
    return value


DATE_TIME: Final = Scalar(datetime, serialize_date_time, parse_date_time)
DECIMAL: Final = Scalar(Decimal, serialize_decimal, parse_decimal)
UUID_SCALAR: Final = Scalar(UUID, serialize_uuid, parse_uuid)
JSON: Final = Scalar(object, _same, _same)
