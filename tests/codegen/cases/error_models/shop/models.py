"""Classes that do not fit the schema."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypedDict

from shop.other import Basket as OtherBasket

VERSION = 3


class Account:
    """Nobody's."""


class Price(float):
    """A number."""


@dataclass
class Basket:
    """Holds a price that the API shows as a decimal."""

    total: float
    customer: Customer | None


class Kind(Enum):
    """One value is spelled otherwise."""

    PRIVAT = 1
    COMPANY = 2


class State(Enum):
    """One more than the schema has."""

    OPEN = 1
    CLOSED = 2
    LOST = 3


@dataclass
class Customer:
    """Whose basket is another."""

    id: int
    name: str | None
    basket: OtherBasket
    kind: Kind
    tags: list[str | None]
    notes: str
    born: date
    unknown: Unknown

    @property
    def nothing(self):
        """Without a type."""
        return None

    @property
    def state(self) -> State:
        """Of an enum that is wrong itself."""
        return State.OPEN


class Parcel(TypedDict):
    """Says nothing of its type."""

    weight: float


class Letter:
    """Two kinds of post are of this class."""

    text: str


Envelope = Letter


class Order(Enum):
    """No class with attributes."""

    TOTAL = 1
