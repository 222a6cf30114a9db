"""Nodes by their global ids: one load for each type, in the order asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from inspect import isawaitable
from typing import Any, TypeAlias, TypeVar, cast

from graphwright.runtime.awaitable import MaybeAwaitable
from graphwright.runtime.errors import BatchError
from graphwright.runtime.global_id import GlobalId
from graphwright.runtime.info import Info

T = TypeVar("T")
C = TypeVar("C")

NodeLoader: TypeAlias = Callable[[Sequence[str], Info[C]], MaybeAwaitable[Sequence[T | None]]]
"""Takes distinct local ids; returns the node, or None, for each of them."""


async def resolve_nodes(
    ids: Sequence[str], loaders: Mapping[str, NodeLoader[C, T]], info: Info[C]
) -> list[T | None]:
    """Returns the node of each global id, None for one that is malformed or of no loader's type.

    Every loader is called at most once, with distinct local ids, all of them concurrently.
    Where a loader fails its error stands in the list instead of its nodes, which GraphQL
    executors report as an error at that item; the nodes of other types are not affected.
    """
    wanted = [GlobalId.decode(text) for text in ids]
    local_ids: dict[str, dict[str, None]] = {}
    for each in wanted:
        if each is not None and each.type_name in loaders:
            local_ids.setdefault(each.type_name, {})[each.local_id] = None
    loads = [
        _load(name, loaders[name], tuple(distinct), info) for name, distinct in local_ids.items()
    ]
    found: dict[GlobalId, T | Exception | None] = {}
    for part in await asyncio.gather(*loads):
        found.update(part)
    results = [None if each is None else found.get(each) for each in wanted]
    return cast("list[T | None]", results)


async def _load(
    type_name: str, loader: NodeLoader[C, T], local_ids: Sequence[str], info: Info[C]
) -> Mapping[GlobalId, T | Exception | None]:
    keys = [GlobalId(type_name, local_id) for local_id in local_ids]
    try:
        loading: Any = loader(local_ids, info)
        nodes: Sequence[T | None]
        nodes = (await loading) if isawaitable(loading) else loading
        if len(nodes) != len(keys):
            raise BatchError(
                f"the node loader of {type_name} returned {len(nodes)} nodes for {len(keys)} ids"
            )
    except Exception as error:
        return dict.fromkeys(keys, error)
    return dict(zip(keys, nodes, strict=True))
