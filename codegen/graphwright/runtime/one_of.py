"""The rule of @oneOf inputs: exactly one field, and not null."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from graphwright.runtime.errors import BadInput
from graphwright.runtime.unset import UNSET


def check_one_of(value: object) -> None:
    """Raises BadInput unless exactly one field of the input is set, to something else than null.

    The input is a dataclass, or an object whose attributes are its fields.
    """
    names = [field.name for field in fields(value)] if is_dataclass(value) else [*vars(value)]
    given: dict[str, Any] = {
        name: getattr(value, name) for name in names if getattr(value, name) is not UNSET
    }
    if len(given) == 1 and None not in given.values():
        return
    got = ", ".join(f"{name}: null" if each is None else name for name, each in given.items())
    raise BadInput(
        f"{type(value).__name__} takes exactly one field that is not null, got {got or 'none'}"
    )
