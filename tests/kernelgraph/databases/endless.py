"""Statements on SQLite that run until they are stopped."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from types import TracebackType


VIEW = """
    CREATE VIEW endless AS WITH RECURSIVE numbers(number) AS (
        SELECT begin_without_end() UNION ALL SELECT number + 1 FROM numbers WHERE has_no_end()
    ) SELECT number FROM numbers WHERE number < 0
"""
"""A view that whoever selects from waits for, while an `Endless` is entered."""

_PATIENCE = 20.0


class Endless:
    """What goes on in the threads that read from the view, over whatever connection of SQLAlchemy."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop_thread = threading.get_ident()
        self._has_begun = asyncio.Event()
        self._threads: list[threading.Thread] = []
        self._is_over = False

    def __enter__(self) -> Endless:
        event.listen(Engine, "connect", self._prepare)
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._is_over = True
        event.remove(Engine, "connect", self._prepare)

    async def begun(self) -> None:
        """Return when a statement has begun to read from the view."""
        async with asyncio.timeout(_PATIENCE):
            await self._has_begun.wait()

    async def stopped(self) -> bool:
        """Whether all statements that have begun come to an end, and their connections with them."""
        for thread in self._threads:
            await asyncio.to_thread(thread.join, _PATIENCE)
        have_stopped = not any(thread.is_alive() for thread in self._threads)
        # Whoever closes a connection waits for its thread.
        self._is_over = True
        return have_stopped

    def _prepare(self, connection: Any, _entry: Any) -> None:
        connection.create_function("begin_without_end", 0, self._begin)
        connection.create_function("has_no_end", 0, lambda: not self._is_over)

    def _begin(self) -> int:
        # What the thread of the event loop begins is begun anew in another when it is not quick.
        if threading.get_ident() != self._loop_thread:
            self._threads.append(threading.current_thread())
            self._loop.call_soon_threadsafe(self._has_begun.set)
        return 0
