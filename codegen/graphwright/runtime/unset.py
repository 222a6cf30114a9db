"""The value of an input field that the client did not send, told apart from null."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class UnsetType(Enum):
    """The type of `UNSET`; an enum, so that type checkers narrow `value is UNSET`."""

    UNSET = "UNSET"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> Literal[False]:
        return False


UNSET: Final = UnsetType.UNSET

Maybe: TypeAlias = T | None | UnsetType


def given(values: Maybe[Sequence[T]]) -> Sequence[T]:
    """Returns the values that were sent: an unset or null list counts as empty."""
    if values is None or values is UNSET:
        return ()
    return values
