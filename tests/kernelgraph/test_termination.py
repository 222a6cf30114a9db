"""SIGTERM ends what is under way in an orderly way."""

from __future__ import annotations

import asyncio
import signal

import pytest

from kernelgraph.termination import cancelled_by_sigterm


async def ended_by_sigterm(cleaned: list[str]) -> None:
    with cancelled_by_sigterm():
        try:
            signal.raise_signal(signal.SIGTERM)
            await asyncio.Event().wait()
        finally:
            cleaned.append("cleaned")


async def test_what_is_under_way_is_cancelled_and_cleans_up() -> None:
    cleaned: list[str] = []
    with pytest.raises(SystemExit) as ended:
        await ended_by_sigterm(cleaned)
    assert ended.value.code == 128 + signal.SIGTERM
    assert cleaned == ["cleaned"]


async def test_what_ends_by_itself_after_the_signal_tells_of_it() -> None:
    with pytest.raises(SystemExit) as ended, cancelled_by_sigterm():
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == 128 + signal.SIGTERM


async def test_who_is_cancelled_otherwise_is_cancelled_and_the_handler_is_the_one_before() -> None:
    before = signal.getsignal(signal.SIGTERM)

    async def wait() -> None:
        with cancelled_by_sigterm():
            await asyncio.Event().wait()

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert signal.getsignal(signal.SIGTERM) is before
