"""How long a batch may take."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from tests.livestat.asking import source_at
from tests.livestat.faults import Exchange, answering, faulty_server, never_answering

from kernelgraph.livestat.deadline import KERNELS_PER_TIMEOUT, Deadline
from kernelgraph.livestat.reading import Failure, Unavailable
from kernelgraph.livestat.settings import PrometheusSettings

if TYPE_CHECKING:
    from kernelgraph.livestat.instruments import Instruments

IDS = [UUID(int=number) for number in range(5 * KERNELS_PER_TIMEOUT)]
EMPTY = b'{"status": "success", "data": {"resultType": "matrix", "result": []}}'


async def wait(deadline: Deadline) -> None:
    async with deadline.kept():
        await asyncio.Event().wait()


async def test_a_batch_that_is_not_answered_is_given_up() -> None:
    deadline = Deadline(0.01)
    deadline.answered(KERNELS_PER_TIMEOUT - 1)
    with pytest.raises(TimeoutError):
        await wait(deadline)


async def test_a_batch_has_time_in_proportion_to_what_was_answered() -> None:
    answered, unanswered = Deadline(0.01), Deadline(0.01)
    going_on = asyncio.create_task(wait(answered))
    await asyncio.sleep(0)
    for _ in range(1000):
        answered.answered(KERNELS_PER_TIMEOUT)
    with pytest.raises(TimeoutError):
        await wait(unanswered)
    assert not going_on.done()
    going_on.cancel()


async def test_answers_that_come_too_late_help_nobody() -> None:
    deadline = Deadline(0)
    late = asyncio.create_task(wait(deadline))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    deadline.answered(KERNELS_PER_TIMEOUT)
    with pytest.raises(TimeoutError):
        await late


async def test_a_source_that_answers_slowly_answers_for_five_thousand_kernels(
    instruments: Instruments,
) -> None:
    loop = asyncio.get_running_loop()
    async with faulty_server() as server:
        settings = PrometheusSettings(url=server.url, read_timeout=30, batch_timeout=1)

        async def slow_later(exchange: Exchange) -> None:
            # The first thousand at once, and the rest after the time of a batch of so many.
            if len(server.exchanges) > KERNELS_PER_TIMEOUT // settings.query.max_kernels:
                await asyncio.sleep(began + settings.batch_timeout - loop.time())
            await exchange.answer(EMPTY)

        server.behaviours = [slow_later]
        async with source_at(settings, instruments) as source:
            began = loop.time()
            assert await source.fetch(IDS) == dict.fromkeys(IDS)


async def test_a_source_that_stops_answering_leaves_what_was_answered(
    instruments: Instruments,
) -> None:
    async with faulty_server() as server:
        settings = PrometheusSettings(
            url=server.url, read_timeout=30, batch_timeout=1.5, concurrency=1
        )
        server.behaviours = [answering(EMPTY), answering(EMPTY), never_answering]
        async with source_at(settings, instruments) as source:
            outcomes = await source.fetch(IDS)
    lost = Unavailable(Failure.TIMED_OUT)
    assert outcomes == dict.fromkeys(IDS[:200]) | dict.fromkeys(IDS[200:], lost)
