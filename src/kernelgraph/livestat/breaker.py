"""Leaves a source that keeps failing alone for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kernelgraph.livestat.instruments import BreakerState

if TYPE_CHECKING:
    from collections.abc import Callable


class Breaker:
    """Open after so many failures in a row; then, after a pause, lets one attempt through.

    That attempt decides: a success closes it, a failure begins the next pause.
    """

    def __init__(
        self,
        failures: int,
        pause: float,
        clock: Callable[[], float],
        on_change: Callable[[BreakerState], None],
    ) -> None:
        self._limit = failures
        self._pause = pause
        self._clock = clock
        self._on_change = on_change
        self._failures = 0
        self._state = BreakerState.CLOSED
        self._opened_at = 0.0
        on_change(self._state)

    @property
    def state(self) -> BreakerState:
        """Whether the source is asked."""
        return self._state

    def admits(self) -> bool:
        """Whether an attempt may be made now; whoever is told so must report what became of it."""
        if self._state is BreakerState.CLOSED:
            return True
        if self._state is BreakerState.HALF_OPEN:
            return False
        if self._clock() - self._opened_at < self._pause:
            return False
        self._become(BreakerState.HALF_OPEN)
        return True

    def succeeded(self) -> None:
        """An attempt was answered."""
        self._failures = 0
        self._become(BreakerState.CLOSED)

    def failed(self) -> None:
        """An attempt was not answered."""
        self._failures += 1
        if self._state is BreakerState.CLOSED and self._failures < self._limit:
            return
        self._opened_at = self._clock()
        self._become(BreakerState.OPEN)

    def _become(self, state: BreakerState) -> None:
        if state is not self._state:
            self._state = state
            self._on_change(state)
