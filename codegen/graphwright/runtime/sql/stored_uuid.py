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


def _number(value: Any) -> int:
    return int(value.digits, 16)


def _safety(_value: Any) -> SafeUUID:
    return SafeUUID.unknown


def _text(value: Any) -> str:
    text: str = value.digits
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _reduced(value: Any) -> tuple[Any, ...]:
    """How a copy is made: as an ordinary UUID."""
    return UUID, (value.digits,)


# Not by a class statement: to type checkers, what a UUID consists of is final.
TextUUID: Final[Any] = type(
    "TextUUID",
    (UUID,),
    {
        "__module__": __name__,
        "__doc__": "A UUID made of its digits; its number is made when somebody asks for it.",
        "__slots__": ("digits",),
        "int": property(_number),
        "is_safe": property(_safety),
        "__str__": _text,
        "__reduce__": _reduced,
    },
)
_DIGITS: Final = "0123456789abcdef"
_new: Final[Any] = object.__new__
# A UUID refuses to be changed, even by the function that makes it.
_set_digits: Final = TextUUID.digits.__set__


def _uuid_in_any_notation(stored: str) -> UUID:
    try:
        return UUID(stored)
    except ValueError:
        raise ValueError(f"a stored UUID has 32 hexadecimal digits, not {stored!r}") from None


def _uuid_of_text(stored: str | None) -> UUID | None:
    if stored is None:
        return None
    if len(stored) != 32 or stored.strip(_DIGITS):
        return _uuid_in_any_notation(stored)
    made: UUID = _new(TextUUID)
    _set_digits(made, stored)
    return made
