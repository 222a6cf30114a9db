"""The time that a batch has: a fixed one to begin with, and more as answers come."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

KERNELS_PER_TIMEOUT: Final = 1000
"""After so many kernels that were answered, a batch has as much time again."""


class Deadline:
    """When a batch is given up.

    A source that does not answer is given up after `seconds`, however many kernels were asked
    for; one that answers has time in proportion to what it has answered.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._began = asyncio.get_running_loop().time()
        self._answered = 0
        self._running: set[asyncio.Timeout] = set()

    @asynccontextmanager
    async def kept(self) -> AsyncGenerator[None]:
        """Raise TimeoutError when the batch is given up before the end of the context."""
        async with asyncio.timeout_at(self._at) as timeout:
            self._running.add(timeout)
            try:
                yield
            finally:
                self._running.discard(timeout)

    def answered(self, kernels: int) -> None:
        """Note that so many kernels were answered."""
        self._answered += kernels
        for timeout in self._running:
            # One that has just expired cannot be helped any more.
            if not timeout.expired():
                timeout.reschedule(self._at)

    @property
    def _at(self) -> float:
        return self._began + self._seconds * (1 + self._answered // KERNELS_PER_TIMEOUT)
