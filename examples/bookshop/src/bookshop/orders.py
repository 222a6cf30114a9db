"""Taking orders, and telling those who follow of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bookshop.models import BookRow, OrderRow
from bookshop_api.types import Order, SoldOut, UnknownBook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bookshop_api.types import OrderBookResult


class OrderDesk:
    """Takes the orders of the shop; one process tells all who follow."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._followers: set[asyncio.Queue[Order]] = set()

    @property
    def followers(self) -> int:
        """How many follow."""
        return len(self._followers)

    async def take(self, book_id: str, copies: int) -> OrderBookResult:
        """The order, of which all followers are told, or why it was not taken."""
        result = await self._taken(book_id, copies)
        if isinstance(result, Order):
            for follower in self._followers:
                follower.put_nowait(result)
        return result

    async def follow(self) -> AsyncIterator[Order]:
        """Each order from now on."""
        waiting: asyncio.Queue[Order] = asyncio.Queue()
        self._followers.add(waiting)
        try:
            while True:
                yield await waiting.get()
        finally:
            self._followers.discard(waiting)

    async def _taken(self, book_id: str, copies: int) -> OrderBookResult:
        unknown = UnknownBook(message=f"There is no book {book_id}.")
        if not book_id.isdecimal():
            return unknown
        key = int(book_id)
        async with self._engine.begin() as connection:
            taken = await connection.execute(
                update(BookRow)
                .where(BookRow.id == key, BookRow.stock >= copies)
                .values(stock=BookRow.stock - copies)
            )
            if taken.rowcount:
                made = await connection.execute(
                    insert(OrderRow).values(book_id=key, copies=copies).returning(OrderRow.id)
                )
                return Order(id=str(made.scalar_one()), copies=copies, book_id=book_id)
            left = await connection.scalar(select(BookRow.stock).where(BookRow.id == key))
        return unknown if left is None else SoldOut(message=f"Copies left: {left}.", left=left)
