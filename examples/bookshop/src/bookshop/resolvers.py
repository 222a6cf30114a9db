"""The resolvers of every field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookshop.bindings.catalogue import AuthorBindings, BookBindings, CatalogueQueryBindings
from bookshop.bindings.order import (
    OrderBindings,
    OrderMutationBindings,
    OrderSubscriptionBindings,
)
from bookshop.orders import OrderDesk
from bookshop_api import Resolvers

if TYPE_CHECKING:
    from bookshop.context import Context
    from bookshop.store import Store


def build_resolvers(store: Store, desk: OrderDesk | None = None) -> Resolvers[Context]:
    """One of each class of the bindings."""
    desk = desk or OrderDesk(store.engine)
    return Resolvers(
        catalogue_query=CatalogueQueryBindings(store),
        author=AuthorBindings(store),
        book=BookBindings(store),
        order_mutation=OrderMutationBindings(desk),
        order_subscription=OrderSubscriptionBindings(desk),
        order=OrderBindings(store),
    )
