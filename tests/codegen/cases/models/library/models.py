"""One class of each kind, but for the mapped ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cached_property
from typing import ClassVar, Literal, NamedTuple, NewType, NotRequired, TypedDict

import attrs
from pydantic import BaseModel

Name = NewType("Name", str)


class Genre(Enum):
    """The values are those of a file format of long ago."""

    NOVEL = "n"
    CRIME = "c"


class Feeling(IntEnum):
    """Under other names than in the schema."""

    happy = 1
    SAD = 2


@dataclass
class Writer:
    """Who writes."""

    kind: ClassVar[str] = "person"

    id: str
    display_name: Name
    genre: Genre
    born: int
    motto: bytes = b""
    mood: Feeling | None = None
    rating: int | None = None


class Address(NamedTuple):
    """Where something is."""

    street: str
    lines: Sequence[str] = ()


class Member(BaseModel):
    """Who reads."""

    name: str
    since: datetime
    address: Address | None = None

    @property
    def initials(self) -> str:
        """The first letter of each name."""
        return "".join(name[0] for name in self.name.split())


@attrs.frozen
class Loan:
    """What a member has."""

    due: datetime
    fee: Decimal
    member: Member


class Periodical(TypedDict):
    """What comes every month."""

    typename: Literal["Magazine"]
    name: str
    issue: NotRequired[int]


class Branch:
    """A house."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        """What people call it."""
        return self._name

    @cached_property
    def address(self) -> Address:
        """Looked up once."""
        return Address(self._name)

    @property
    def open(self) -> Literal[True]:
        """Always."""
        return True
