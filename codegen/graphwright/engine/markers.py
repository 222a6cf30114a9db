"""What stands for a value that is not complete, or complete already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from .positions import Shape


class _Marker:
    """A value that is not the value yet."""


PENDING: Final = _Marker()
"""The value will be there later; null stands in for it until then."""


class Done(NamedTuple):
    """A value that is complete already."""

    value: Any


class UnusualError(Exception):
    """A value is not of a class that compiled code completes in line."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class Checked(NamedTuple):
    """A value whose object type has been asked for and checked."""

    value: Any
    shape: Shape
