"""SIGTERM, which ends a program in an orderly way as an interrupt does."""

from __future__ import annotations

import asyncio
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def cancelled_by_sigterm() -> Generator[None]:
    """Cancel the running task on SIGTERM; the context then ends with SystemExit.

    The handler raises nothing itself: it may run within a callback that loses exceptions.
    """
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    code = 0

    def terminate(number: int, _frame: object) -> None:
        nonlocal code
        if not code:
            loop.call_soon_threadsafe(task.cancel)
        code = 128 + number

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except asyncio.CancelledError:
        if not code:
            raise
    finally:
        signal.signal(signal.SIGTERM, before)
    if code:
        raise SystemExit(code)
