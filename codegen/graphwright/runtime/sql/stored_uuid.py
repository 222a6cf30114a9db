"""UUIDs in a database, which may have no type for them."""

from __future__ import annotations

from binascii import unhexlify
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, SafeUUID

from sqlalchemy import Uuid

from graphwright.runtime.scalars import serialize_uuid

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    from graphwright.runtime.rows import Serializers


class StoredUuid(Uuid[UUID]):
    """A UUID: `uuid` on PostgreSQL, text of 32 digits on SQLite.

    What is read from text keeps it: most UUIDs are shown and nothing else.
    """

    cache_ok = True

    @property
    def shown(self) -> Serializers:
        """What scalars make of UUIDs, from their stored texts."""
        return {serialize_uuid: _shown}

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Returns the function that reads a stored value."""
        return None if dialect.supports_native_uuid else _uuid_of_text


def _number(value: Any) -> int:
    return int(value.digits, 16)


def _safety(_value: Any) -> SafeUUID:
    return SafeUUID.unknown


def _text(value: Any) -> str:
    return _dashed(value.digits)


def _dashed(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


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
_new: Final[Any] = object.__new__
# A UUID refuses to be changed, even by the function that makes it.
_set_digits: Final = TextUUID.digits.__set__


def _uuid_of_text(stored: str | None) -> UUID | None:
    if stored is None:
        return None
    made: UUID = _new(TextUUID)
    _set_digits(made, _digits_of(stored))
    return made


def _shown(stored: str) -> str:
    return _dashed(_digits_of(stored))


def _digits_of(stored: str) -> str:
    """The digits of a UUID, which other programs may have stored in another notation."""
    try:
        number = unhexlify(stored) if len(stored) == 32 else UUID(stored).bytes
    except ValueError:
        raise ValueError(f"a stored UUID has 32 hexadecimal digits, not {stored!r}") from None
    return number.hex()
