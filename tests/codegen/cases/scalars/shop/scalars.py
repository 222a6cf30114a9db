"""Scalars of a shop."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from graphwright.runtime import Scalar


def parse_date(value: object) -> date:
    """The day that an ISO text names."""
    return date.fromisoformat(str(value))


def parse_colour(value: object) -> Fraction:
    """A shade of grey: red is a third of white, blue a fifth."""
    return Fraction(1, {"red": 3, "blue": 5}[str(value)])


DATE = Scalar(date, date.isoformat, parse_date)
COLOUR = Scalar(Fraction, str, parse_colour)
