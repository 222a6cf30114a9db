"""The scalars that no schema defines, as the specification does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DESCRIPTIONS: Mapping[str, str] = {
    "Boolean": "`true` or `false`.",
    "Float": "A number in double precision, as IEEE 754 has it.",
    "ID": "An identifier: a text that is not meant to be read. Integers are taken as well.",
    "Int": "A whole number between -2147483648 and 2147483647.",
    "String": "A text in Unicode.",
}
