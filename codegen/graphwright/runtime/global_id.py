"""Global object ids: the name of a type and a local id in one opaque text."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GlobalId:
    """An object's type and its id within that type."""

    type_name: str
    local_id: str

    def encode(self) -> str:
        """Returns the base64 of `Type:local`."""
        return b64encode(f"{self.type_name}:{self.local_id}".encode()).decode("ascii")

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
