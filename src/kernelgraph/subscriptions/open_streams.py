"""The streams that are open: how many there may be, and how all of them end with the server."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.subscriptions.errors import TooManyStreams
from kernelgraph.subscriptions.wall_clock import WallClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    from kernelgraph.subscriptions.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamLimits:
    """What clients may ask of the process; times in seconds."""

    streams: int = 1000
    """How many WebSockets and event streams may be open."""
    operations: int = 50
    """How many operations one WebSocket may have under way."""
    init_timeout: float = 10.0
    """For how long a WebSocket may be open without `connection_init`."""
    ping_interval: float = 15.0
    """How long an event stream may be silent."""
    patience: float = 40.0
    """How long a reader may take nothing of what it is sent."""
    grace: float = 2.0
    """How long a reader may take to notice the end, until it is cut off."""


@dataclass(frozen=True, slots=True, eq=False)
class _Stream:
    end: Callable[[], Awaitable[None]]
    connection: Connection


class OpenStreams:
    """The open streams of a process, each with how to end it from this side."""

    def __init__(self, limits: StreamLimits | None = None, clock: WallClock | None = None) -> None:
        self.limits = limits or StreamLimits()
        self.clock = clock or WallClock()
        self._open: set[_Stream] = set()
        self._has_changed = asyncio.Event()

    @property
    def count(self) -> int:
        """How many are open."""
        return len(self._open)

    @property
    def slow(self) -> int:
        """How many of them wait for their readers."""
        return sum(stream.connection.unsent > 0 for stream in self._open)

    @contextmanager
    def kept(self, end: Callable[[], Awaitable[None]], connection: Connection) -> Generator[None]:
        """Know of a stream until the end of the context; raises `TooManyStreams`."""
        if len(self._open) >= self.limits.streams:
            raise TooManyStreams
        stream = _Stream(end, connection)
        self._open.add(stream)
        try:
            yield
        finally:
            self._open.discard(stream)
            self._has_changed.set()

    async def hang_up(self) -> None:
        """End all streams that are open, and cut off the readers that take too long to notice."""
        ending = [asyncio.ensure_future(stream.end()) for stream in self._open]
        await self._until_empty()
        for stream in self._open:
            stream.connection.abort()
        await self._until_empty()
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    async def _until_empty(self) -> None:
        """Return once no stream is open, or when the grace is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.limits.grace):
                while self._open:
                    self._has_changed.clear()
                    await self._has_changed.wait()
