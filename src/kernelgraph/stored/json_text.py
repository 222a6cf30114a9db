"""The text of a JSON column as a value, and values as JSON that any client can read."""

from __future__ import annotations

import json
from enum import Enum
from math import isfinite
from typing import Any, Final, cast

import orjson

# Deeper values are cut off: a client's JSON reader, or our own writer, may give up on them.
MAX_DEPTH: Final = 64


class Malformed(Enum):
    """Stands for a stored text that is not JSON."""

    MALFORMED = "malformed"


MALFORMED: Final = Malformed.MALFORMED


def load_json(stored: Any) -> object:
    """The value of a stored JSON text; `MALFORMED` if it is none. Never raises.

    SQLite hands over a number where the whole text is one, so anything but text and bytes is
    already the value.
    """
    if stored is None:
        return None
    try:
        return orjson.loads(stored)
    except orjson.JSONDecodeError:
        return _load_lenient(stored) if isinstance(stored, str | bytes) else stored


def _load_lenient(stored: str | bytes) -> object:
    """The value of a text that keeps to JSON only loosely: NaN, half surrogate pairs."""
    try:
        return plain_json(json.loads(stored))[0]
    except (ValueError, RecursionError):
        return MALFORMED


def plain_json(value: object, depth: int = MAX_DEPTH) -> tuple[object, bool]:
    """The value as strict JSON, and whether it was so already.

    Numbers that are not finite or do not fit 64 bits, values nested too deep and anything that is not JSON become
    null; half surrogate pairs become U+FFFD.
    """
    if isinstance(value, str):
        text = plain_text(value)
        return text, text is value
    if isinstance(value, list | dict):
        return _plain_container(cast(list[object] | dict[object, object], value), depth - 1)
    return (value, True) if _is_plain_scalar(value) else (None, False)


def _is_plain_scalar(value: object) -> bool:
    if isinstance(value, int):
        return -(2**63) <= value < 2**64
    return value is None or (isinstance(value, float) and isfinite(value))


def _plain_container(value: list[object] | dict[object, object], depth: int) -> tuple[object, bool]:
    if depth < 0:
        return None, False
    return _plain_list(value, depth) if isinstance(value, list) else _plain_object(value, depth)


def _plain_list(value: list[object], depth: int) -> tuple[list[object], bool]:
    results = [plain_json(item, depth) for item in value]
    return [item for item, _ in results], all(same for _, same in results)


def _plain_object(value: dict[object, object], depth: int) -> tuple[dict[str, object], bool]:
    results = [(plain_text(str(key)), key, plain_json(item, depth)) for key, item in value.items()]
    return (
        {name: item for name, _, (item, _) in results},
        all(same and name == key for name, key, (_, same) in results),
    )


def plain_text(text: str) -> str:
    """The text itself, or a copy with U+FFFD for each half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
