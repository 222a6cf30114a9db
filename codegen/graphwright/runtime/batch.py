"""Batched resolvers: all parents of a level are handed over in one call."""

from __future__ import annotations

import asyncio
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, TypeAlias

from graphwright.runtime.errors import BatchError
from graphwright.runtime.info import Info

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphql import GraphQLResolveInfo

    from graphwright.runtime.resolvers import Arguments, Method

LevelKey: TypeAlias = tuple[int, ...]


class BatchResolver:
    """Resolves a field of many parents by one call `method(parents, info, **arguments)`.

    graphql-core asks for one parent at a time. Each gets a future; the first one schedules
    the call for the end of the current turn of the event loop, by when all parents of the
    level, however nested their lists, have asked. Executions never mix: the parents of a
    call share the field nodes, the variables object of their execution and the arguments.

    The method returns one value for each parent, in order; an exception in place of a value
    fails that parent only, an exception raised fails all of them. When every request that
    waits is cancelled, so is the call.
    """

    __slots__ = ("_pending", "arguments", "method", "name")

    def __init__(self, method: Method, arguments: Arguments, name: str) -> None:
        self.method = method
        self.arguments = arguments
        self.name = name
        # Levels that wait for the end of the turn; empty between turns.
        self._pending: dict[LevelKey, list[_Level]] = {}

    def __call__(
        self, parent: object, info: GraphQLResolveInfo, /, **arguments: Any
    ) -> asyncio.Future[Any]:
        """Returns the future of the parent's value."""
        loop = asyncio.get_running_loop()
        # The variables object is made anew by every execution and lives as long as `info`,
        # which the level holds: its identity names the execution.
        key = (id(info.variable_values), *map(id, info.field_nodes))
        levels = self._pending.setdefault(key, [])
        for level in levels:
            if level.arguments == arguments:
                return level.add(parent, loop)
        level = _Level(info, arguments)
        levels.append(level)
        if len(levels) == 1:
            loop.call_soon(self._flush, key)
        return level.add(parent, loop)

    def _flush(self, key: LevelKey) -> None:
        for level in self._pending.pop(key):
            level.start(self)


class _Level:
    """The parents of one call and the futures that they wait for."""

    __slots__ = ("_futures", "_info", "_parents", "_task", "_waiting", "arguments")

    def __init__(self, info: GraphQLResolveInfo, arguments: Mapping[str, Any]) -> None:
        self.arguments = arguments
        self._info = info
        self._parents: list[object] = []
        self._futures: list[asyncio.Future[Any]] = []
        self._waiting = 0
        self._task: asyncio.Future[Any] | None = None

    def add(self, parent: object, loop: asyncio.AbstractEventLoop) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = loop.create_future()
        self._parents.append(parent)
        self._futures.append(future)
        return future

    def start(self, resolver: BatchResolver) -> None:
        """Calls the method for the parents that still wait and settles their futures."""
        alive = [
            (parent, future)
            for parent, future in zip(self._parents, self._futures, strict=True)
            if not future.done()
        ]
        if not alive:
            return
        self._parents = [parent for parent, _ in alive]
        self._futures = [future for _, future in alive]
        try:
            bound = resolver.arguments.bind(self.arguments)
            values = resolver.method(self._parents, Info(self._info), **bound)
        except Exception as error:
            self._fail(error)
            return
        if not isawaitable(values):
            self._settle(resolver.name, values)
            return
        self._task = asyncio.ensure_future(values)
        self._task.add_done_callback(lambda task: self._finish(resolver.name, task))
        self._waiting = len(self._futures)
        for future in self._futures:
            # The callback also keeps the task alive as long as somebody waits for it.
            future.add_done_callback(self._note_done)

    def _note_done(self, future: asyncio.Future[Any]) -> None:
        if not future.cancelled():
            return
        self._waiting -= 1
        if self._waiting == 0 and self._task is not None:
            self._task.cancel()

    def _finish(self, name: str, task: asyncio.Future[Any]) -> None:
        if task.cancelled():
            # By itself or by a third party: those who wait have not been cancelled.
            self._fail(BatchError(f"{name} was cancelled"))
            return
        error = task.exception()
        if error is None:
            self._settle(name, task.result())
        else:
            self._fail(error)

    def _settle(self, name: str, values: Sequence[object]) -> None:
        try:
            count = len(values)
        except TypeError:
            kind = type(values).__name__
            self._fail(BatchError(f"{name} returned a {kind}, not a value for each parent"))
            return
        if count != len(self._futures):
            self._fail(
                BatchError(f"{name} returned {count} values for {len(self._futures)} parents")
            )
            return
        for future, value in zip(self._futures, values, strict=True):
            if future.done():
                continue
            if isinstance(value, Exception):
                _set_error(future, value)
            else:
                future.set_result(value)

    def _fail(self, error: BaseException) -> None:
        for future in self._futures:
            if not future.done():
                _set_error(future, error)


def _set_error(future: asyncio.Future[Any], error: BaseException) -> None:
    if isinstance(error, StopIteration):
        # A future cannot carry it; a coroutine that lets one out raises RuntimeError too.
        stopped = RuntimeError("a batched resolver raised StopIteration")
        stopped.__cause__ = error
        error = stopped
    future.set_exception(error)
    # An executor that gave up on the parent never looks; that is not worth a warning.
    future.exception()
