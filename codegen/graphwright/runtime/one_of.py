"""The rule of @oneOf inputs: exactly one field, and not null."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from graphwright.runtime.errors import BadInput
from graphwright.runtime.unset import UNSET

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def check_one_of(value: DataclassInstance) -> None:
    """Raises BadInput unless exactly one field of the input is set, to something else than null."""
    given: dict[str, Any] = {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if getattr(value, field.name) is not UNSET
    }
    if len(given) == 1 and None not in given.values():
        return
    got = ", ".join(f"{name}: null" if each is None else name for name, each in given.items())
    raise BadInput(
        f"{type(value).__name__} takes exactly one field that is not null, got {got or 'none'}"
    )
