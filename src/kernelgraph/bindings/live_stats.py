"""The fields of kernels that tell what they use at the moment, and the subscription to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from graphwright.runtime import BadInput
from kernelgraph.livestat.answer import live_stat, readings
from kernelgraph.livestat.feed import feed, interval_of, oldest_answer
from kernelgraph.livestat.service import KernelState
from kernelgraph_api.enums import KernelV2Status
from kernelgraph_api.types import KernelLiveStat, LiveMetric, LiveMetricStats

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from uuid import UUID

    from graphwright.runtime import Info
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph.context import RequestContext
    from kernelgraph.livestat.feed import Ticker
    from kernelgraph.livestat.reading import Outcome, Reading
    from kernelgraph.ports import KernelStates, LiveStatistics
    from kernelgraph_api.types import KernelV2

MAX_WATCHED: Final = 1000
"""The most kernels that one subscription can name."""


@dataclass(frozen=True, slots=True)
class LiveStatKernelFields:
    """Resolves the fields that schema/live_stat.graphql adds to KernelV2."""

    statistics: LiveStatistics
    states: KernelStates

    async def live_stat(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[object | Exception | None]:
        """The wire shape of each kernel."""
        return [live_stat(outcome) for outcome in await self._outcomes(parents)]

    async def live_metrics(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[Sequence[LiveMetric] | Exception | None]:
        """The metrics of each kernel."""
        return [_metrics(outcome) for outcome in await self._outcomes(parents)]

    async def _outcomes(self, parents: Sequence[KernelV2]) -> Sequence[Outcome]:
        """The outcome of each kernel; those that run are asked for before the others are read."""
        running = [each.row_id for each in parents if _is_running(each)]
        others = [each.row_id for each in parents if not _is_running(each)]
        of_running, of_others = await asyncio.gather(
            self.statistics.of([KernelState(row_id, is_running=True) for row_id in running]),
            self._of_others(others),
        )
        outcomes = dict(zip((*running, *others), (*of_running, *of_others), strict=True))
        return [outcomes[each.row_id] for each in parents]

    async def _of_others(self, kernel_ids: Sequence[UUID]) -> Sequence[Outcome]:
        if not kernel_ids:
            return []
        stored = await self.states.linked_last_stats(kernel_ids)
        return await self.statistics.of(
            [
                KernelState(row_id, is_running=False, last_stat=stored.get(row_id))
                for row_id in kernel_ids
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedKernel(KernelLiveStat):
    """A kernel of a subscription with what was found of it at one tick."""

    outcome: Outcome


class KernelLiveStatFields:
    """Resolves the fields of KernelLiveStat out of what its tick has found."""

    def live_stat(
        self, parents: Sequence[KernelLiveStat], info: Info[RequestContext]
    ) -> Sequence[object | Exception | None]:
        """The wire shape of each kernel."""
        return [live_stat(_outcome(each)) for each in parents]

    def live_metrics(
        self, parents: Sequence[KernelLiveStat], info: Info[RequestContext]
    ) -> Sequence[Sequence[LiveMetric] | Exception | None]:
        """The metrics of each kernel."""
        return [_metrics(_outcome(each)) for each in parents]


@dataclass(frozen=True, slots=True)
class LiveStatSubscriptions:
    """Resolves the subscriptions of schema/live_stat.graphql."""

    statistics: LiveStatistics
    states: KernelStates
    ticker: Ticker

    def kernel_live_stats(
        self, info: Info[RequestContext], *, ids: Sequence[UUID], interval_seconds: int | None
    ) -> AsyncIterator[Sequence[KernelLiveStat]]:
        """The kernels that are open to the viewer, at each tick."""
        interval = interval_of(interval_seconds)
        if len(ids) > MAX_WATCHED:
            raise BadInput(f"ids must not name more than {MAX_WATCHED} kernels")
        statistics = partial(self.statistics.of, oldest=oldest_answer(interval))
        watch = _Watch(statistics, self.states, info.context.viewer, ids)
        return feed(watch.state, interval, self.ticker)


class _Watch:
    """What one subscriber watches."""

    def __init__(
        self,
        statistics: Callable[[Sequence[KernelState]], Awaitable[Sequence[Outcome]]],
        states: KernelStates,
        viewer: Viewer,
        kernel_ids: Sequence[UUID],
    ) -> None:
        self._statistics = statistics
        self._states = states
        self._viewer = viewer
        self._kernel_ids = kernel_ids
        self._running: Sequence[KernelState] = ()

    async def state(self) -> Sequence[WatchedKernel]:
        """What is open to the viewer now, and what it uses.

        Kernels that ran at the tick before are asked for at once, while their rows are read
        again: so the questions of all subscribers meet at the beginning of a tick.
        """
        early, states = await asyncio.gather(
            self._statistics(self._running),
            self._states.by_keys(self._viewer, self._kernel_ids),
        )
        outcomes = {
            each.kernel_id: outcome for each, outcome in zip(self._running, early, strict=True)
        }
        late = [each for each in states if not (each.is_running and each.kernel_id in outcomes)]
        for each, outcome in zip(late, await self._statistics(late), strict=True):
            outcomes[each.kernel_id] = outcome
        self._running = [each for each in states if each.is_running]
        return [
            WatchedKernel(kernel_id=each.kernel_id, outcome=outcomes[each.kernel_id])
            for each in states
        ]


def _is_running(kernel: KernelV2) -> bool:
    return kernel.lifecycle.status is KernelV2Status.RUNNING


def _outcome(kernel: KernelLiveStat) -> Outcome:
    assert isinstance(kernel, WatchedKernel)
    return kernel.outcome


def _metrics(outcome: Outcome) -> Sequence[LiveMetric] | Exception | None:
    found = readings(outcome)
    return (
        found
        if found is None or isinstance(found, Exception)
        else [_metric(each) for each in found]
    )


def _metric(reading: Reading) -> LiveMetric:
    return LiveMetric(
        name=reading.name,
        kind=reading.kind,
        unit_hint=reading.unit_hint,
        current=reading.current,
        capacity=reading.capacity,
        pct=reading.pct,
        stats=LiveMetricStats(
            min=reading.min,
            max=reading.max,
            sum=reading.sum,
            avg=reading.avg,
            diff=reading.diff,
            rate=reading.rate,
            version=reading.version,
        ),
    )
