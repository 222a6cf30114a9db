"""Keys that are published anew are taken over, and a dead publisher is left in peace."""

from __future__ import annotations

import asyncio
from typing import Final

import pytest
from tests.kernelgraph.access.test_keys import KEY, NEXT_KEY, key_set

from kernelgraph.auth.errors import KeysUnavailable, TokenRefused
from kernelgraph.auth.keys import KeySet

ONE: Final = {"kid": "one"}
TWO: Final = {"kid": "two"}


class Publisher:
    """A source of keys that fails on demand, and the clock."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.reads = 0
        self.body: bytes | None = key_set(("one", KEY))
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.keys = KeySet(self.read, lifetime=600, patience=10, clock=lambda: self.now)

    async def read(self) -> bytes:
        self.reads += 1
        await self.may_answer.wait()
        if self.body is None:
            raise KeysUnavailable("no answer")
        return self.body


async def test_a_source_that_failed_is_not_asked_again_at_once() -> None:
    publisher = Publisher()
    publisher.body = None
    for _ in range(5):
        with pytest.raises(KeysUnavailable):
            await publisher.keys.key(ONE)
    assert publisher.reads == 1
    publisher.body = key_set(("one", KEY))
    publisher.now += 10
    await publisher.keys.key(ONE)
    assert publisher.reads == 2


async def test_old_keys_serve_while_one_request_waits_for_fresh_ones() -> None:
    publisher = Publisher()
    await publisher.keys.key(ONE)
    publisher.now += 601
    publisher.may_answer.clear()
    waiting = asyncio.create_task(publisher.keys.key(ONE))
    await asyncio.sleep(0)
    await asyncio.wait_for(publisher.keys.key(ONE), timeout=5)
    assert not waiting.done()
    publisher.may_answer.set()
    await waiting
    assert publisher.reads == 2


async def test_old_keys_serve_on_while_the_source_is_down() -> None:
    publisher = Publisher()
    await publisher.keys.key(ONE)
    publisher.body = None
    publisher.now += 601
    for _ in range(5):
        await publisher.keys.key(ONE)
    assert publisher.reads == 2


async def test_a_key_that_is_published_later_is_found() -> None:
    publisher = Publisher()
    await publisher.keys.key(ONE)
    publisher.body = key_set(("one", KEY), ("two", NEXT_KEY))
    with pytest.raises(TokenRefused):
        await publisher.keys.key(TWO)
    publisher.now += 11
    await publisher.keys.key(TWO)
    assert publisher.reads == 2


async def test_a_key_that_is_withdrawn_is_gone_after_its_lifetime() -> None:
    publisher = Publisher()
    publisher.body = key_set(("one", KEY), ("two", NEXT_KEY))
    await publisher.keys.key(TWO)
    publisher.body = key_set(("one", KEY))
    publisher.now += 601
    await publisher.keys.key(ONE)
    with pytest.raises(TokenRefused):
        await publisher.keys.key(TWO)
