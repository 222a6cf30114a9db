"""Orders for those who follow them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bookshop_api.types import Order


class OrderFeed:
    """Tells everybody who follows of each order; one process serves them all."""

    def __init__(self) -> None:
        self._followers: set[asyncio.Queue[Order]] = set()

    @property
    def followers(self) -> int:
        """How many follow."""
        return len(self._followers)

    def publish(self, order: Order) -> None:
        """Tell of an order."""
        for follower in self._followers:
            follower.put_nowait(order)

    async def follow(self) -> AsyncIterator[Order]:
        """Each order from now on."""
        waiting: asyncio.Queue[Order] = asyncio.Queue()
        self._followers.add(waiting)
        try:
            while True:
                yield await waiting.get()
        finally:
            self._followers.discard(waiting)
