"""Global object ids: the name of a type and a local id in one opaque text."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from binascii import b2a_base64
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GlobalId:
    """An object's type and its id within that type."""

    type_name: str
    local_id: str

    def encode(self) -> str:
        """Returns the base64 of `Type:local`."""
        return encode_global_id(self.type_name, self.local_id)

    @classmethod
    def decode(cls, text: str) -> GlobalId | None:
        """Returns the id that a text stands for; None for a text that `encode` never gives."""
        try:
            plain = b64decode(text, validate=True).decode()
        except (Base64Error, ValueError):
            return None
        type_name, colon, local_id = plain.partition(":")
        if not (type_name and colon and local_id):
            return None
        found = cls(type_name, local_id)
        return found if found.encode() == text else None


def encode_global_id(type_name: str, local_id: object) -> str:
    """Returns the global id of the type and the text of a local id."""
    return b2a_base64(f"{type_name}:{local_id}".encode(), newline=False).decode("ascii")
