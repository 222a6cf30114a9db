"""Resolvers of the fields declared in schema/order.graphql."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookshop.context import Context
from bookshop_api.resolvers import (
    OrderMutationResolvers,
    OrderResolvers,
    OrderSubscriptionResolvers,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from graphwright.runtime import Info

    from bookshop.orders import OrderDesk
    from bookshop.store import Store
    from bookshop_api.inputs import OrderBookInput
    from bookshop_api.types import Book, Order, OrderBookResult


class OrderMutationBindings(OrderMutationResolvers[Context]):
    """Resolves the fields of Mutation declared in schema/order.graphql."""

    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    async def order_book(
        self, info: Info[Context], *, input: OrderBookInput
    ) -> OrderBookResult | None:
        """Orders copies of a book."""
        return await self._desk.take(input.book_id, input.copies)


class OrderSubscriptionBindings(OrderSubscriptionResolvers[Context]):
    """Resolves the fields of Subscription declared in schema/order.graphql."""

    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def orders(self, info: Info[Context]) -> AsyncIterator[Order]:
        """Each order when it comes in."""
        return self._desk.follow()


class OrderBindings(OrderResolvers[Context]):
    """Resolves the fields of Order declared in schema/order.graphql."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def book(self, parents: Sequence[Order], info: Info[Context]) -> Sequence[Book | None]:
        """The book."""
        return await self._store.books_of([order.book_id for order in parents], info.selection)
