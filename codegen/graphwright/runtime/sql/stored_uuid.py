"""UUIDs in a database, which may have no type for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, SafeUUID

from sqlalchemy import Uuid

if TYPE_CHECKING:
    from sqlalchemy import Dialect


class StoredUuid(Uuid[UUID]):
    """A UUID: `uuid` on PostgreSQL, text of 32 digits on SQLite.

    What is read from text keeps it: most UUIDs are shown and nothing else.
    """

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Returns the function that reads a stored value."""
        return None if dialect.supports_native_uuid else _uuid_of_text


class TextUUID(UUID):
    """A UUID made of its digits; its number is made when somebody asks for it."""

    __slots__ = ("digits",)

    digits: str

    def __getattr__(self, name: str) -> Any:
        """Returns what a UUID consists of and what has not been set yet."""
        if name == "is_safe":
            return SafeUUID.unknown
        if name != "int":
            raise AttributeError(name)
        number = int(self.digits, 16)
        _set_number(self, number)
        return number

    def __str__(self) -> str:
        text = self.digits
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Returns how a copy is made: as an ordinary UUID."""
        return UUID, (self.digits,)


# A UUID refuses to be changed, even by the function that makes it.
_members: Any = vars(UUID)
_set_number: Final = _members["int"].__set__
_members = vars(TextUUID)
_set_digits: Final = _members["digits"].__set__


def _uuid_of_text(stored: str | None) -> UUID | None:
    if stored is None:
        return None
    digits = bytes.fromhex(stored).hex() if len(stored) == 32 else ""
    if len(digits) != 32:
        return UUID(stored)  # with dashes, or no UUID
    made = TextUUID.__new__(TextUUID)
    _set_digits(made, digits)
    return made
