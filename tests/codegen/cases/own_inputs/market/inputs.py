"""What mutations and queries are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import NamedTuple, NotRequired, TypedDict

import attrs
from pydantic import BaseModel, ConfigDict, Field, HttpUrl
from pydantic.alias_generators import to_camel

from graphwright.runtime import UNSET, Maybe


class Level(Enum):
    LOW = 1
    HIGH = 2


@dataclass
class Address:
    street: str
    rooms: Sequence[int] | None = None

    def __post_init__(self) -> None:
        if not self.street:
            raise ValueError("a street has a name")


@dataclass(frozen=True)
class Order:
    lines: list[str]
    level: Level
    note: Maybe[str] = UNSET
    to: list[Address] | None = field(default_factory=list)
    parcel: object = None
    source: str = "web"


class Contact(BaseModel):
    site: HttpUrl
    age: int | None = Field(default=None, ge=0)


class Profile(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)

    name: str | None = None
    user_id: str


@attrs.frozen
class Window:
    since: int | None = 0
    _until: int | None = attrs.field(default=None, alias="until")


class Money(NamedTuple):
    amount: Decimal
    currency: str


class Span(TypedDict):
    size: int
    after: NotRequired[str | None]


class Choice:
    def __init__(self, all: bool = False, ids: Iterable[str] = ()) -> None:
        self.all = all
        self.ids = list(ids)
