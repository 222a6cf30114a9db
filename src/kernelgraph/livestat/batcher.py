"""Stands in front of a source: many requests, few queries."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from kernelgraph.livestat.breaker import Breaker
from kernelgraph.livestat.instruments import Answered
from kernelgraph.livestat.reading import Failure, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.port import LiveStatSource
    from kernelgraph.livestat.reading import Outcome
    from kernelgraph.livestat.settings import BatcherSettings

logger = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Batch:
    """Kernels that are asked for together; `outcomes` is full once `done` is set."""

    done: asyncio.Future[None]
    kernel_ids: list[UUID] = field(default_factory=list["UUID"])
    outcomes: Mapping[UUID, Outcome] = field(default_factory=dict["UUID", "Outcome"])


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, and when its batch asked for it."""

    outcome: Outcome
    asked_at: float


class Batcher:
    """Answers for kernels with as few questions to the source as can be; one for a process.

    A kernel that another request is waiting for is joined, one whose answer is fresh enough is
    not asked for, and the rest go out as one batch. Failures are never kept.
    """

    def __init__(
        self,
        source: LiveStatSource,
        settings: BatcherSettings,
        instruments: Instruments,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._source = source
        self._settings = settings
        self._instruments = instruments
        self._clock = clock
        self._breaker = Breaker(settings.failures, settings.pause, clock, instruments.breaker)
        self._gathering: _Batch | None = None
        self._waited_for: dict[UUID, _Batch] = {}
        self._kept: dict[UUID, _Kept] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def fetch(
        self, kernel_ids: Iterable[UUID], oldest: float = inf
    ) -> Mapping[UUID, Outcome]:
        """What became of each id. A caller that is cancelled takes nothing from the others.

        No answer that was asked for more than `oldest` seconds ago is taken, however fresh answers
        count to others.
        """
        outcomes: dict[UUID, Outcome] = {}
        batches: dict[UUID, _Batch] = {}
        ways: Counter[Answered] = Counter()
        fresh_since = self._clock() - min(self._settings.freshness, oldest)
        for kernel_id in dict.fromkeys(kernel_ids):
            kept = self._kept.get(kernel_id)
            if kept is not None and kept.asked_at > fresh_since:
                outcomes[kernel_id] = kept.outcome
                ways[Answered.FRESH] += 1
            else:
                batches[kernel_id], way = self._join(kernel_id)
                ways[way] += 1
        self._count(ways)
        if batches:
            await asyncio.wait({batch.done for batch in batches.values()})
        for kernel_id, batch in batches.items():
            outcomes[kernel_id] = batch.outcomes[kernel_id]
        return outcomes

    async def aclose(self) -> None:
        """Stop all batches; whoever waits for one is told that the source did not answer."""
        if self._gathering is not None:
            self._flush(self._gathering)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._source.aclose()

    def _count(self, ways: Mapping[Answered, int]) -> None:
        for way, kernels in ways.items():
            self._instruments.answered(way, kernels)
        self._instruments.request(saved=bool(ways) and Answered.ASKED not in ways)

    def _join(self, kernel_id: UUID) -> tuple[_Batch, Answered]:
        """The batch that answers for the kernel, and whether the kernel was in it already."""
        batch = self._waited_for.get(kernel_id)
        if batch is not None:
            return batch, Answered.JOINED
        batch = self._gathering or self._gather()
        batch.kernel_ids.append(kernel_id)
        self._waited_for[kernel_id] = batch
        return batch, Answered.ASKED

    def _gather(self) -> _Batch:
        """A new batch, which goes out once everyone had a chance to add to it."""
        loop = asyncio.get_running_loop()
        batch = self._gathering = _Batch(loop.create_future())
        loop.call_later(self._settings.linger, self._flush, batch)
        return batch

    def _flush(self, batch: _Batch) -> None:
        if self._gathering is not batch:
            return
        self._gathering = None
        batch.outcomes = dict.fromkeys(batch.kernel_ids, Unavailable(Failure.SUSPENDED))
        task = asyncio.get_running_loop().create_task(self._run(batch))
        self._tasks.add(task)
        # Not in the task itself: one that is cancelled before it began does nothing at all.
        task.add_done_callback(partial(self._settle, batch))

    def _settle(self, batch: _Batch, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        for kernel_id in batch.kernel_ids:
            del self._waited_for[kernel_id]
        batch.done.set_result(None)

    async def _run(self, batch: _Batch) -> None:
        if not self._breaker.admits():
            return
        asked_at = self._clock()
        batch.outcomes = await self._ask(batch.kernel_ids)
        self._instruments.batch(len(batch.kernel_ids), self._clock() - asked_at)
        self._keep(batch.outcomes, asked_at)

    async def _ask(self, kernel_ids: list[UUID]) -> Mapping[UUID, Outcome]:
        try:
            outcomes = await self._source.fetch(kernel_ids)
        except asyncio.CancelledError:
            self._breaker.failed()
            raise
        except Exception:
            # A bug in a source costs live fields and never a request.
            logger.exception("%s failed", self._source.name)
            outcomes = dict.fromkeys(kernel_ids, Unavailable(Failure.BROKEN))
        if all(_blames_source(outcome) for outcome in outcomes.values()):
            self._breaker.failed()
        else:
            self._breaker.succeeded()
        return outcomes

    def _keep(self, outcomes: Mapping[UUID, Outcome], asked_at: float) -> None:
        """Keep the answers, and let go of those that are no longer fresh."""
        if self._settings.freshness <= 0:
            return
        for kernel_id, outcome in outcomes.items():
            self._kept.pop(kernel_id, None)
            if not isinstance(outcome, Unavailable):
                self._kept[kernel_id] = _Kept(outcome, asked_at)
        fresh_since = self._clock() - self._settings.freshness
        stale: list[UUID] = []
        for kernel_id, kept in self._kept.items():
            if kept.asked_at > fresh_since:
                break
            stale.append(kernel_id)
        for kernel_id in stale:
            del self._kept[kernel_id]


def _blames_source(outcome: Outcome) -> bool:
    return isinstance(outcome, Unavailable) and outcome.reason.is_of_source
