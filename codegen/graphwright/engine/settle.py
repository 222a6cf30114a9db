"""Waiting: awaited values and batches, in the order that their positions depend on each other."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from . import core
from .background import close, finish_in_background
from .batches import flush

if TYPE_CHECKING:
    from .run import Run
    from .waiting import Waiter

PROPAGATION_TURNS: Final = 3 if core.IS_33 else 0
"""Further turns of the event loop after which a null propagates.

graphql-core needs about as many to pass an error on through its coroutines; errors of other fields
that occur in the meantime are kept in both.
"""


async def settle(run: Run) -> None:
    """Come back when no value of the answer is missing any more.

    Awaitables run concurrently. A batched field is called when nothing above it is still on its
    way, so one call serves all its parents.
    """
    while not run.is_nulled:
        abandon(run, [waiter for waiter in run.pending if waiter.is_unwanted(run)])
        flush(run)
        run.null_due()
        if not run.pending:
            break
        if len(run.pending) == 1:
            await _settle_one(run, run.pending.pop())
        else:
            await _Settlement(run).finish()
        run.null_due()
    abandon(run, run.pending)


async def _settle_one(run: Run, waiter: Waiter) -> None:
    """Await a single value without a task of its own."""
    try:
        value = await waiter.awaitable
    except Exception as error:
        waiter.fail(run, error)
    else:
        waiter.arrive(run, value)


def abandon(run: Run, waiters: list[Waiter]) -> None:
    """Leave awaitables that the answer needs no more as graphql-core does."""
    if not waiters:
        return
    run.pending = [waiter for waiter in run.pending if waiter not in waiters]
    awaitables = [waiter.awaitable for waiter in waiters]
    if core.IS_33:
        finish_in_background(awaitables)
    else:
        close(awaitables)


class _Settlement:
    """Awaitables of one execution that are on their way at the same time."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.active: dict[Waiter, asyncio.Future[Any]] = {}
        self.cancelled: set[asyncio.Future[Any]] = set()
        self.finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def finish(self) -> None:
        """Come back when nothing is on its way, or when the answer became null."""
        self._advance()
        try:
            await self.finished
        except BaseException:
            for future in self.active.values():
                future.cancel()
            raise

    def _advance(self) -> None:
        """Start what can be started, and come to the end when there is nothing left."""
        run = self.run
        flush(run, self.active)
        while run.pending:
            waiters, run.pending = run.pending, []
            for waiter in waiters:
                if waiter.is_unwanted(run):
                    abandon(run, [waiter])
                else:
                    self._start(waiter)
            flush(run, self.active)
        if run.due:
            self._later(PROPAGATION_TURNS)
        elif (run.is_nulled or not self.active) and not self.cancelled:
            self.finished.set_result(None)

    def _start(self, waiter: Waiter) -> None:
        future = asyncio.ensure_future(waiter.awaitable)
        self.active[waiter] = future
        future.add_done_callback(partial(self._arrived, waiter))

    def _arrived(self, waiter: Waiter, future: asyncio.Future[Any]) -> None:
        """Complete the value of an awaitable."""
        if self.finished.done():
            _ignore(future)
            return
        try:
            self._take(waiter, future)
            self._advance()
        except BaseException as error:
            if not self.finished.done():
                self.finished.set_exception(error)

    def _later(self, turns: int) -> None:
        """Put null where errors have propagated to, some turns of the event loop from now."""
        loop = asyncio.get_running_loop()
        if turns:
            loop.call_soon(self._later, turns - 1)
        else:
            loop.call_soon(self._null_due)

    def _null_due(self) -> None:
        """Put null where errors have propagated to, and go on with what is left."""
        if not self.finished.done() and self.run.due:
            self.run.null_due()
            self._drop_unwanted()
            self._advance()

    def _take(self, waiter: Waiter, future: asyncio.Future[Any]) -> None:
        if self.active.pop(waiter, None) is None:
            self.cancelled.discard(future)
            _ignore(future)
            return
        if future.cancelled():
            raise asyncio.CancelledError
        error = future.exception()
        if error is None:
            waiter.arrive(self.run, future.result())
        elif isinstance(error, Exception):
            waiter.fail(self.run, error)
        else:
            raise error

    def _drop_unwanted(self) -> None:
        """Stop waiting for values that belong to what has become null."""
        run = self.run
        for waiter in [waiter for waiter in self.active if waiter.is_unwanted(run)]:
            future = self.active.pop(waiter)
            if core.IS_33:
                self.cancelled.add(future)
                future.cancel()


def _ignore(future: asyncio.Future[Any]) -> None:
    """Look at the error of a future, so that nobody is warned of it."""
    if not future.cancelled():
        future.exception()
