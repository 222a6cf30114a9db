"""The time of day, and how to wait for a moment of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Final

# The clock may be set while one waits.
_LONGEST_SLEEP: Final = 60.0


class WallClock:
    """The clock of the system."""

    def now(self) -> datetime:
        """The time of day."""
        return datetime.now(UTC)

    async def until(self, moment: datetime) -> None:
        """Return at that moment, at once if it has passed."""
        while True:
            left = (moment - self.now()).total_seconds()
            if left <= 0:
                return
            await asyncio.sleep(min(left, _LONGEST_SLEEP))
