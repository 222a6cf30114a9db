"""Tests of loading nodes by global ids."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import pytest

from graphwright.runtime import BatchError, GlobalId, Info, NodeLoader, resolve_nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

INFO = cast("Info[Any]", object())


class Loader:
    """Loads upper-case names of the ids it knows, and remembers what it was asked for."""

    def __init__(self, *known: str) -> None:
        self.known = known
        self.calls: list[Sequence[str]] = []

    async def __call__(self, ids: Sequence[str], info: Info[Any]) -> Sequence[str | None]:
        assert info is INFO
        self.calls.append(ids)
        await asyncio.sleep(0)
        return [each.upper() if each in self.known else None for each in ids]


def ids(*pairs: tuple[str, str]) -> list[str]:
    return [GlobalId(*pair).encode() for pair in pairs]


async def test_nodes_come_in_the_order_asked_with_one_call_for_each_type() -> None:
    items, shelves = Loader("a", "b"), Loader("x")
    wanted = ids(("Item", "b"), ("Shelf", "x"), ("Item", "a"), ("Item", "b"))
    found = await resolve_nodes(wanted, {"Item": items, "Shelf": shelves}, INFO)
    assert found == ["B", "X", "A", "B"]
    assert items.calls == [("b", "a")]
    assert shelves.calls == [("x",)]


async def test_unknown_foreign_and_malformed_ids_give_none_in_place() -> None:
    items = Loader("a")
    wanted = ["", *ids(("Item", "z"), ("Other", "a"), ("Item", "a")), "Item:a"]
    assert await resolve_nodes(wanted, {"Item": items}, INFO) == [None, None, None, "A", None]
    assert items.calls == [("z", "a")]


async def test_no_loader_is_called_without_an_id_of_its_type() -> None:
    items = Loader("a")
    assert await resolve_nodes(["nonsense"], {"Item": items}, INFO) == [None]
    assert items.calls == []


async def test_a_loader_need_not_be_asynchronous() -> None:
    def load(local_ids: Sequence[str], _: Info[Any]) -> Sequence[str | None]:
        return list(local_ids)

    assert await resolve_nodes(ids(("Item", "a")), {"Item": load}, INFO) == ["a"]


async def test_a_loader_that_fails_fails_its_own_ids_only() -> None:
    async def fail(_ids: Sequence[str], _info: Info[Any]) -> Sequence[str | None]:
        raise OSError("gone")

    loaders: dict[str, NodeLoader[Any, str]] = {"Item": Loader("a"), "Shelf": fail}
    wanted = ids(("Item", "a"), ("Shelf", "x"), ("Shelf", "y"))
    found: list[object] = [*await resolve_nodes(wanted, loaders, INFO)]
    assert found[0] == "A"
    assert isinstance(found[1], OSError)
    assert found[1] is found[2]


async def test_a_loader_that_loses_nodes_is_named() -> None:
    def lose(_ids: Sequence[str], _info: Info[Any]) -> Sequence[str | None]:
        return []

    (found,) = await resolve_nodes(ids(("Item", "a")), {"Item": lose}, INFO)
    error: object = found
    assert isinstance(error, BatchError)
    assert str(error) == "the node loader of Item returned 0 nodes for 1 ids"


async def test_loaders_run_at_the_same_time() -> None:
    met = asyncio.Barrier(2)

    async def meet(local_ids: Sequence[str], _: Info[Any]) -> Sequence[str | None]:
        await met.wait()
        return list(local_ids)

    async with asyncio.timeout(5):
        wanted = ids(("Item", "a"), ("Shelf", "x"))
        assert await resolve_nodes(wanted, {"Item": meet, "Shelf": meet}, INFO) == ["a", "x"]


async def test_a_cancelled_request_cancels_its_loaders() -> None:
    cancelled: list[bool] = []

    async def wait(_ids: Sequence[str], _info: Info[Any]) -> Sequence[str | None]:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(True)
            raise
        return []

    task = asyncio.ensure_future(resolve_nodes(ids(("Item", "a")), {"Item": wait}, INFO))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert cancelled == [True]
