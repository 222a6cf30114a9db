"""The streams that are open, so that all of them end when the server does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    HangUp = Callable[[], Awaitable[None]]


class OpenStreams:
    """The open streams of a process, each with how to end it from this side."""

    def __init__(self) -> None:
        self._open: dict[object, HangUp] = {}

    @property
    def count(self) -> int:
        """How many are open."""
        return len(self._open)

    @contextmanager
    def kept(self, hang_up: HangUp) -> Generator[None]:
        """Know of a stream until the end of the context."""
        key = object()
        self._open[key] = hang_up
        try:
            yield
        finally:
            del self._open[key]

    async def hang_up(self) -> None:
        """End all streams that are open."""
        for end in list(self._open.values()):
            await end()
