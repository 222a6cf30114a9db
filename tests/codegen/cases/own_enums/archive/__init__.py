"""Enums that an archive had before it had an API, and a class that uses one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Genre(Enum):
    """Spelled in two ways."""

    novel = "NOVEL"
    CRIME = "c"


class Direction(Enum):
    """A sort direction."""

    ASC = "asc"
    DESC = "desc"


class BookField(StrEnum):
    """What books can be sorted by."""

    TITLE = "title"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Book:
    """A book."""

    title: str
    genre: Genre
    size: int
