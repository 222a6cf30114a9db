"""The resolvers of every field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookshop.bindings.catalogue import AuthorBindings, BookBindings, CatalogueQueryBindings
from bookshop.bindings.order import (
    OrderBindings,
    OrderMutationBindings,
    OrderSubscriptionBindings,
)
from bookshop_api import Resolvers

if TYPE_CHECKING:
    from bookshop.context import Context
    from bookshop.feed import OrderFeed
    from bookshop.store import Store


def build_resolvers(store: Store, feed: OrderFeed) -> Resolvers[Context]:
    """One of each class of the bindings."""
    return Resolvers(
        catalogue_query=CatalogueQueryBindings(store),
        author=AuthorBindings(store),
        book=BookBindings(store),
        order_mutation=OrderMutationBindings(store, feed),
        order_subscription=OrderSubscriptionBindings(feed),
        order=OrderBindings(store),
    )
