"""Resolvers of the fields declared in schema/order.graphql."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookshop.context import Context
from bookshop_api.resolvers import (
    OrderMutationResolvers,
    OrderResolvers,
    OrderSubscriptionResolvers,
)
from bookshop_api.types import Order

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from graphwright.runtime import Info

    from bookshop.feed import OrderFeed
    from bookshop.store import Store
    from bookshop_api.inputs import OrderBookInput
    from bookshop_api.types import Book, OrderBookResult


class OrderMutationBindings(OrderMutationResolvers[Context]):
    """Resolves the fields of Mutation declared in schema/order.graphql."""

    def __init__(self, store: Store, feed: OrderFeed) -> None:
        self._store = store
        self._feed = feed

    async def order_book(
        self, info: Info[Context], *, input: OrderBookInput
    ) -> OrderBookResult | None:
        """Orders copies of a book."""
        result = await self._store.order(input.book_id, input.copies)
        if isinstance(result, Order):
            self._feed.publish(result)
        return result


class OrderSubscriptionBindings(OrderSubscriptionResolvers[Context]):
    """Resolves the fields of Subscription declared in schema/order.graphql."""

    def __init__(self, feed: OrderFeed) -> None:
        self._feed = feed

    def orders(self, info: Info[Context]) -> AsyncIterator[Order]:
        """Each order when it comes in."""
        return self._feed.follow()


class OrderBindings(OrderResolvers[Context]):
    """Resolves the fields of Order declared in schema/order.graphql."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def book(self, parents: Sequence[Order], info: Info[Context]) -> Sequence[Book | None]:
        """The book."""
        return await self._store.books_of([order.book_id for order in parents], info.selection)
