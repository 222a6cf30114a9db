"""Tests of the check that resolvers fit their schema."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

import pytest

from graphwright.runtime import (
    ResolverField,
    ResolverGroup,
    ResolverMismatch,
    SchemaTables,
    check_resolvers,
)

TABLES = SchemaTables(
    groups=(
        ResolverGroup(
            "Query",
            "item_query",
            "ItemQueryResolvers",
            "schema/item.graphql",
            (ResolverField("itemById", "item_by_id"), ResolverField("items", "items")),
        ),
        ResolverGroup(
            "Item",
            "item",
            "ItemResolvers",
            "schema/item.graphql",
            (ResolverField("shelf", "shelf", batched=True),),
        ),
    )
)


@dataclass
class Resolvers:
    item_query: object
    item: object


class ItemResolvers(Protocol):
    def shelf(self, parents: Any, info: Any) -> Any: ...


class Query:
    retries = 3

    def item_by_id(self, info: Any) -> Any: ...
    async def items(self, info: Any) -> Any: ...
    def _helper(self) -> None: ...


class Item:
    def shelf(self, parents: Any, info: Any) -> Any: ...


def problems(item_query: object, item: object) -> tuple[str, ...]:
    with pytest.raises(ResolverMismatch) as caught:
        check_resolvers(TABLES, Resolvers(item_query, item))
    return caught.value.problems


def test_resolvers_with_every_method_pass() -> None:
    check_resolvers(TABLES, Resolvers(Query(), Item()))


def test_private_methods_and_plain_attributes_are_nobodys_business() -> None:
    class WithParts(Item):
        def __init__(self) -> None:
            self.load = lambda: None

        @property
        def size(self) -> int:
            return 1

    check_resolvers(TABLES, Resolvers(Query(), WithParts()))


def test_every_missing_method_is_named() -> None:
    class Empty:
        pass

    assert problems(Empty(), Empty()) == (
        "Query.itemById (schema/item.graphql): Empty has no method item_by_id",
        "Query.items (schema/item.graphql): Empty has no method items",
        "Item.shelf (schema/item.graphql): Empty has no method shelf",
    )


def test_a_superfluous_method_is_named_with_the_one_that_may_be_meant() -> None:
    class Misspelt:
        def item_by_ids(self, info: Any) -> Any: ...
        def items(self, info: Any) -> Any: ...

    assert problems(Misspelt(), Item()) == (
        "Query.itemById (schema/item.graphql): Misspelt has no method item_by_id",
        "Misspelt.item_by_ids answers no field of Query (schema/item.graphql);"
        " did you mean item_by_id?",
    )


def test_something_that_cannot_be_called_is_no_method() -> None:
    class Attribute:
        shelf = "shelf"

    assert problems(Query(), Attribute()) == (
        "Item.shelf (schema/item.graphql): Attribute has no method shelf",
    )


def test_the_empty_method_of_an_inherited_protocol_does_not_count() -> None:
    inherits: Any = type("Inherits", (ItemResolvers,), {})

    class Implements(ItemResolvers):
        def shelf(self, parents: Any, info: Any) -> Any: ...

    assert problems(Query(), inherits()) == (
        "Item.shelf (schema/item.graphql): Inherits has no method shelf",
    )
    check_resolvers(TABLES, Resolvers(Query(), Implements()))


def test_an_inherited_implementation_counts() -> None:
    class Derived(Item):
        pass

    check_resolvers(TABLES, Resolvers(Query(), Derived()))


def test_one_object_may_stand_for_several_groups() -> None:
    class Both(Query, Item):
        pass

    both = Both()
    check_resolvers(TABLES, Resolvers(both, both))


def test_a_group_without_an_object_is_named() -> None:
    assert problems(Query(), None) == (
        "Item (schema/item.graphql): the resolvers have no item (ItemResolvers)",
    )


def test_a_method_that_does_not_take_what_it_is_called_with_is_named() -> None:
    class Queries:
        def item_by_id(self) -> Any: ...
        def items(self, info: Any, *, size: int) -> Any: ...

    class Items:
        def shelf(self, info: Any) -> Any: ...

    assert problems(Queries(), Items()) == (
        "Query.itemById (schema/item.graphql): Queries.item_by_id takes ()"
        " and is called with (info)",
        "Query.items (schema/item.graphql): Queries.items takes (info, size)"
        " and is called with (info)",
        "Item.shelf (schema/item.graphql): Items.shelf takes (info)"
        " and is called with (parents, info)",
    )


def test_arguments_are_part_of_what_a_method_is_called_with() -> None:
    fields = (
        ResolverField("byId", "by_id", {"id": "id"}),
        ResolverField("all", "all", {"like": "like"}, paged=True),
        ResolverField("some", "some", {"like": "like"}, arguments_type=dict),
    )
    tables = SchemaTables(groups=(ResolverGroup("Start", "start", "S", "a.graphql", fields),))

    @dataclass
    class OneGroup:
        start: object

    class Fits:
        def by_id(self, info: Any, id: Any) -> Any: ...
        def all(self, info: Any, **arguments: Any) -> Any: ...
        def some(self, info: Any, *, arguments: Any) -> Any: ...

    class Misfits:
        def by_id(self, info: Any, id: Any) -> Any: ...
        def all(self, info: Any, *, like: Any) -> Any: ...
        def some(self, info: Any, *, like: Any) -> Any: ...

    check_resolvers(tables, OneGroup(Fits()), roots=["Start"])
    with pytest.raises(ResolverMismatch) as caught:
        check_resolvers(tables, OneGroup(Misfits()), roots=["Start"])
    assert caught.value.problems == (
        "Start.all (a.graphql): Misfits.all takes (info, like) and is called with"
        " (info, like=, page=)",
        "Start.some (a.graphql): Misfits.some takes (info, like) and is called with"
        " (info, arguments=)",
    )


def test_what_a_decorator_returns_is_what_is_called() -> None:
    def with_session(method: Any) -> Any:
        @wraps(method)
        def called(self: Any, info: Any) -> Any:
            return method(self, info, "session")

        return called

    class Queries(Query):
        @with_session
        def items(self, info: Any, session: str) -> Any: ...

    check_resolvers(TABLES, Resolvers(Queries(), Item()))
