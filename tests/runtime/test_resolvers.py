"""Tests of the resolvers that are not batched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest

from graphwright.runtime import (
    Arguments,
    AttributeResolver,
    EventResolver,
    Info,
    InvalidPagination,
    PageLimits,
    PageRequest,
    ParentResolver,
    RootResolver,
)

INFO = cast("Any", object())


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The arguments of a field with many of them."""

    filter: str | None
    order_by: list[str] | None
    page: PageRequest


def received(*positional: object, **named: object) -> tuple[tuple[object, ...], dict[str, object]]:
    return positional, named


def test_an_attribute_is_read_of_the_parent() -> None:
    assert AttributeResolver("real")(5, INFO) == 5
    assert AttributeResolver("real").attribute == "real"


def test_a_missing_attribute_is_an_error() -> None:
    with pytest.raises(AttributeError):
        AttributeResolver("nothing")(5, INFO)


def test_a_root_method_gets_info_and_named_arguments() -> None:
    resolver = RootResolver(received, Arguments(names={"orderBy": "order_by", "id": "id"}))
    (info,), named = resolver(None, INFO, orderBy=["x"])
    assert isinstance(info, Info)
    assert info.graphql is INFO
    assert named == {"order_by": ["x"], "id": None}


def test_a_parents_method_gets_the_parent_first() -> None:
    resolver = ParentResolver(received, Arguments(names={"id": "id"}))
    (parent, info), named = resolver("parent", INFO, id=1)
    assert parent == "parent"
    assert isinstance(info, Info)
    assert named == {"id": 1}


def test_pagination_arguments_are_folded_into_one_page() -> None:
    arguments = Arguments(names={"filter": "filter"}, limits=PageLimits(default=5))
    assert arguments.bind({"filter": "f", "first": 2, "after": "c"}) == {
        "filter": "f",
        "page": PageRequest(2, cursor="c"),
    }
    assert arguments.bind({}) == {"filter": None, "page": PageRequest(5)}


def test_pages_out_of_bounds_never_reach_the_method() -> None:
    resolver = RootResolver(received, Arguments(limits=PageLimits(maximum=10)))
    with pytest.raises(InvalidPagination, match="first must be between 1 and 10, got 11"):
        resolver(None, INFO, first=11)


def test_many_arguments_are_bundled() -> None:
    arguments = Arguments(
        names={"filter": "filter", "orderBy": "order_by"}, limits=PageLimits(), bundle=Bundle
    )
    bundle = Bundle(filter="f", order_by=None, page=PageRequest(10, offset=3))
    assert arguments.bind({"filter": "f", "offset": 3}) == {"arguments": bundle}


def test_an_event_is_its_own_value() -> None:
    assert EventResolver()("event", INFO) == "event"


def test_the_selection_of_info_is_computed_when_read_and_once() -> None:
    broken: Info[Any] = Info(INFO)
    with pytest.raises(AttributeError):
        _ = broken.selection


@pytest.mark.parametrize(
    "resolver",
    [
        RootResolver(received, Arguments(names={"self": "self_", "info": "of"})),
        ParentResolver(received, Arguments(names={"self": "self_", "info": "of"})),
    ],
)
def test_arguments_may_have_the_names_of_the_resolvers_own_parameters(resolver: Any) -> None:
    arguments = {"self": 1, "info": 2, "parent": 3, "root": 4}
    _, named = resolver("source", INFO, **arguments)
    assert named == {"self_": 1, "of": 2}


def test_an_attribute_may_have_arguments_of_any_name() -> None:
    assert AttributeResolver("real")(5, INFO, **{"self": 1, "parent": 2, "info": 3}) == 5
