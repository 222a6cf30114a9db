"""Numbers of samples and figures: exact, finite, and plain when written."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation
from typing import Final

# What lies beyond is no double, and its plain notation could fill a response.
_MAX_MAGNITUDE: Final = 330
_MAX_TEXT: Final = 400
_WIDE: Final = Context(prec=40)
_HUNDREDTHS: Final = Decimal("0.01")
_MILLIONTHS: Final = Decimal("0.000001")
# Figures of this magnitude have no digits after the point that could be trusted.
_MAX_ROUNDED: Final = 30


def parse_number(value: object) -> Decimal | None:
    """The number, from a text or a number; null for what is none or not finite."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        text = str(value)
    else:
        return None
    return parse_sample(text)


def parse_sample(text: str) -> Decimal | None:
    """The number of a text; null for what is none or not finite."""
    if len(text) > _MAX_TEXT or "_" in text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _MAX_MAGNITUDE:
        return None
    return number


def percent(current: Decimal, capacity: Decimal) -> Decimal | None:
    """How many hundredths of the capacity are in use, with two decimals; null if there is none."""
    if capacity <= 0:
        return None
    share = _WIDE.multiply(_WIDE.divide(current, capacity), Decimal(100))
    return share if share.adjusted() > _MAX_ROUNDED else _WIDE.quantize(share, _HUNDREDTHS)


def quotient(total: Decimal, count: Decimal | int) -> Decimal:
    """The total divided by the count, with six decimals."""
    result = _WIDE.divide(total, Decimal(count))
    return result if result.adjusted() > _MAX_ROUNDED else _WIDE.quantize(result, _MILLIONTHS)


def fixed_text(number: Decimal) -> str:
    """The number without an exponent and with all its decimals."""
    return format(number, "f")
