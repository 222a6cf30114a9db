"""Awaitables that nobody waits for any more."""

from __future__ import annotations

import asyncio
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable


def finish_in_background(awaitables: Iterable[Awaitable[Any]]) -> None:
    """Let awaitables finish, their results and errors unused; without a loop they are closed."""
    waiting = list(awaitables)
    if not waiting:
        return
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        close(waiting)
    else:
        asyncio.gather(*waiting, return_exceptions=True)


def close(awaitables: Iterable[Awaitable[Any]]) -> None:
    """Close coroutines that will not be started."""
    for awaitable in awaitables:
        if iscoroutine(awaitable):
            awaitable.close()
