"""What the makers of rows have in common: the row, its clock and its ids."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from uuid import UUID

if TYPE_CHECKING:
    from random import Random

Row: TypeAlias = dict[str, Any]
"""A row of a table by column name."""

EPOCH: Final = datetime(2026, 2, 1, tzinfo=UTC)
"""When the made-up cluster was switched on; no clock is ever asked."""


def make_uuid(random: Random) -> UUID:
    """A UUID of version 4 out of the given source of randomness."""
    return UUID(int=random.getrandbits(128), version=4)
