"""Inputs as objects of Python, and what a client is told of values that a class refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphwright.runtime.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def made_input(
    type_name: str, python_type: Callable[..., object], values: Mapping[str, object]
) -> object:
    """Returns the object for an input; raises BadInput with what a ValueError of its class says."""
    try:
        return python_type(**values)
    except ValueError as error:
        raise BadInput(f"{type_name}: {_told(error)}") from error


def _told(error: ValueError) -> str:
    """The message, in one line also where pydantic lists several mistakes."""
    errors: Any = getattr(error, "errors", None)
    if not callable(errors):
        return str(error)
    listed: Any = errors()
    return "; ".join(": ".join([*_place(each["loc"]), each["msg"]]) for each in listed)


def _place(path: Sequence[str | int]) -> list[str]:
    return [".".join(map(str, path))] if path else []
