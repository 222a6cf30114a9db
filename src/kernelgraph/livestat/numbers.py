"""Numbers of samples and figures: exact, finite, and plain when written."""

from __future__ import annotations

from decimal import Context, Decimal, DecimalException
from math import isfinite
from typing import Final

# Reads what doubles can be. More would be an accident, and its plain notation could fill a
# response: what is larger is no number to us, and what is smaller is zero.
_DOUBLES: Final = Context(prec=40, Emax=330, Emin=-330)
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
    return parse_text(text)


def parse_text(text: str) -> Decimal | None:
    """The number of a text; null for what is none or not finite."""
    try:
        number = _DOUBLES.create_decimal(text)
    except DecimalException:
        return None
    return number if number.is_finite() else None


def percent(current: Decimal, capacity: Decimal) -> Decimal | None:
    """How many hundredths of the capacity are in use, with two decimals; null if there is none."""
    if capacity <= 0:
        return None
    share = _WIDE.multiply(_WIDE.divide(current, capacity), Decimal(100))
    return share if share.adjusted() > _MAX_ROUNDED else _WIDE.quantize(share, _HUNDREDTHS)


def exact(number: float) -> Decimal:
    """The number with the digits that tell it from all other doubles, and no others."""
    return Decimal(repr(number))


def rounded(number: float) -> Decimal | None:
    """The number with at most six decimals; null if it is not finite."""
    if not isfinite(number):
        return None
    result = Decimal(repr(number))
    return result if result.adjusted() > _MAX_ROUNDED else _WIDE.quantize(result, _MILLIONTHS)


def fixed_text(number: Decimal) -> str:
    """The number without an exponent and with all its decimals."""
    return format(number, "f")
