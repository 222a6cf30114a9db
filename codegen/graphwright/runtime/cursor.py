"""Cursors: the sort key of a row, bound to its connection and order, proof against tampering."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from binascii import b2a_base64
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import blake2b
from hmac import compare_digest
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from graphwright.runtime.errors import InvalidCursor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MAC_SIZE: Final = 16
_URL_SAFE: Final = bytes.maketrans(b"+/", b"-_")

_quoted: Final = json.encoder.encode_basestring_ascii

# The first letter of an encoded value is its kind. The order matters: bool is an int, and
# datetime is a date.
_LETTERS: Final[Sequence[tuple[type[Any], str]]] = (
    (Enum, "e"),
    (bool, "b"),
    (int, "i"),
    (str, "s"),
    (float, "f"),
    (Decimal, "d"),
    (datetime, "t"),
    (date, "D"),
    (UUID, "u"),
    (bytes, "x"),
)

_DECODERS: Final[Mapping[str, Callable[[str], object]]] = {
    "b": lambda text: text == "1",
    "i": int,
    "s": str,
    "f": float,
    "d": Decimal,
    "t": datetime.fromisoformat,
    "D": date.fromisoformat,
    "u": UUID,
    "x": bytes.fromhex,
}


# What sort keys mostly are.
_COMMON: Final[Mapping[type[Any], Callable[[Any], str]]] = {
    datetime: lambda value: f"t{value.isoformat()}",
    int: lambda value: f"i{value}",
    str: lambda value: f"s{value}",
    UUID: lambda value: f"u{value}",
}


@dataclass(frozen=True, slots=True, repr=False)
class CursorCodec:
    """Encodes and decodes cursors; the key (16 to 64 bytes) is the server's secret."""

    key: bytes

    def __post_init__(self) -> None:
        if not 16 <= len(self.key) <= 64:
            raise ValueError(f"the cursor key must have 16 to 64 bytes, got {len(self.key)}")

    def encode(self, order: str, values: Sequence[object]) -> str:
        """Returns the cursor of the row whose sort key is `values` in the order so named.

        Values are None, bool, int, float, str, bytes, Decimal, date, datetime, UUID or Enum.
        """
        texts = ",".join([_quoted(_encode_value(value)) for value in values])
        payload = f"[{texts}]".encode("ascii")
        return _to_text(self._mac(order, payload) + payload)

    def decode(self, text: str, order: str, kinds: Sequence[type[Any]]) -> list[object]:
        """Returns the sort key in a cursor: a value of each kind, or None.

        The kind `object` accepts any value; an Enum must be asked for by its class. Raises
        InvalidCursor for a text that `encode` did not give for this order.
        """
        try:
            signed = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        except ValueError:
            raise InvalidCursor(f"{_shown(text)} is not a cursor") from None
        if _to_text(signed) != text:
            raise InvalidCursor(f"{_shown(text)} is not a cursor")
        mac, payload = signed[:_MAC_SIZE], signed[_MAC_SIZE:]
        if not compare_digest(mac, self._mac(order, payload)):
            raise InvalidCursor(f"{_shown(text)} is not a cursor of this connection and order")
        texts: list[str] = json.loads(payload)
        if len(texts) != len(kinds):
            raise InvalidCursor(f"{_shown(text)} is a cursor of another order")
        try:
            return [_decode_value(value, kind) for value, kind in zip(texts, kinds, strict=True)]
        except (ValueError, KeyError, ArithmeticError):
            raise InvalidCursor(f"{_shown(text)} is a cursor of another order") from None

    def _mac(self, order: str, payload: bytes) -> bytes:
        name = order.encode()
        prefix = len(name).to_bytes(4, "big")
        return blake2b(prefix + name + payload, key=self.key, digest_size=_MAC_SIZE).digest()


def _to_text(signed: bytes) -> str:
    return b2a_base64(signed, newline=False).translate(_URL_SAFE, b"=").decode("ascii")


def _encode_value(value: object) -> str:
    if value is None:
        return "n"
    text = _COMMON.get(type(value))
    if text is not None:
        return text(value)
    for kind, letter in _LETTERS:
        if isinstance(value, kind):
            return letter + _text_of(value)
    raise TypeError(f"a {type(value).__name__} cannot be part of a cursor")


def _text_of(value: object) -> str:
    match value:
        case Enum():
            return value.name
        case bool():
            return str(int(value))
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case _:
            return str(value)


def _decode_value(text: str, kind: type[Any]) -> object:
    letter, body = text[:1], text[1:]
    if letter == "n":
        return None
    if letter == "e":
        if not issubclass(kind, Enum):
            raise ValueError(f"an enum member is not a {kind.__name__}")
        return kind[body]
    value = _DECODERS[letter](body)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{letter!r} is not a {kind.__name__}")
    return value


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
