"""Readers of the scalars inside stored JSON: null for what cannot be read, never an error."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Context, Decimal
from typing import Final

MAX_PORT: Final = 65535

_PORT: Final = re.compile(r"\s*0*(\d{1,5})\s*", re.ASCII)
_QUANTITY: Final = re.compile(
    r"\s*(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?)"
    r"\s*(?P<suffix>(?P<prefix>[kmgtp])(?:i?b)?|b)?\s*",
    re.ASCII | re.IGNORECASE,
)
_PREFIXES: Final = {"k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40, "p": 2**50}
# A quantity outside of this is an accident, and its plain notation could fill a response.
MAX_MAGNITUDE: Final = 40
_MAX_DIGITS: Final = 100
_EXACT: Final = Context(prec=2 * _MAX_DIGITS)


def parse_text(value: object) -> str | None:
    """The text; null if the value is none."""
    return value if isinstance(value, str) else None


def parse_port(value: object) -> int | None:
    """The port, from a number or its text; null if it is none from 0 to 65535."""
    if type(value) is int:
        port = value
    elif isinstance(value, str):
        match = _PORT.fullmatch(value)
        port = int(match[1]) if match else -1
    elif isinstance(value, float) and value.is_integer():
        port = int(value)
    else:
        return None
    return port if 0 <= port <= MAX_PORT else None


def parse_timestamp(value: object) -> datetime | None:
    """The time in UTC, from ISO-8601 text; one without an offset is taken as UTC."""
    if not isinstance(value, str):
        return None
    try:
        time = datetime.fromisoformat(value.strip())
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def parse_quantity(value: object, *, binary: bool) -> Decimal | None:
    """The exact quantity, from a number or its text; null if it is none.

    `binary` allows the suffixes of older rows: `k`, `m`, `g`, `t`, `p`, powers of 1024.
    """
    text = _quantity_text(value)
    match = _QUANTITY.fullmatch(text) if text is not None else None
    if match is None or (match["suffix"] and not binary):
        return None
    number = Decimal(match["number"])
    if not number:
        return Decimal(0)
    if not -MAX_MAGNITUDE <= number.adjusted() < MAX_MAGNITUDE:
        return None
    return _EXACT.multiply(number, _PREFIXES[match["prefix"].lower()] if match["prefix"] else 1)


def _quantity_text(value: object) -> str | None:
    """The text of a text or number; null for anything else and for what is absurdly long."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, str):
        return value if len(value) <= _MAX_DIGITS else None
    if isinstance(value, int) and abs(value) >= 10**MAX_MAGNITUDE:
        return None
    return repr(value)
