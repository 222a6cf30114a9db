"""Looks at whole sources: what they know, for a recording or a comparison."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.livestat.comparison import Leniency, Side, compare
from kernelgraph.livestat.errors import SourceError
from kernelgraph.livestat.reading import Unavailable
from kernelgraph.livestat.report import Report, lines_of
from kernelgraph.livestat.sources.opening import open_source
from kernelgraph.livestat.sources.recording import dump_recording

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.reading import LiveStat
    from kernelgraph.livestat.settings import PrometheusSettings
    from kernelgraph.livestat.sources.opening import OpenSource


@dataclass(frozen=True, slots=True)
class Recorded:
    """The text of a recording, and what is in it."""

    text: bytes
    source: str
    kernels: int


class Inspector:
    """Opens sources by name, asks them for all they know, and closes them."""

    def __init__(
        self,
        catalogue: Catalogue,
        prometheus: PrometheusSettings,
        instruments: Instruments,
        evaluate_at: Callable[[], float] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._prometheus = prometheus
        self._instruments = instruments
        self._evaluate_at = evaluate_at

    async def record(self, place: str, kernels: Sequence[UUID], now: datetime) -> Recorded:
        """The recording of these kernels, or of all if none are named.

        Raises `KernelgraphError` or `SourceError`.
        """
        async with self._open(place) as opened:
            stats = await _stats(opened, kernels or await opened.source.kernel_ids())
            name = opened.source.name
            text = dump_recording(name, stats, legacy=opened.legacy, recorded_at=now)
            return Recorded(text, name, len(stats))

    async def compare(
        self, left: str, right: str, kernels: Sequence[UUID], leniency: Leniency
    ) -> Report:
        """The comparison of these kernels, or of all that both know if none are named.

        Raises `KernelgraphError` or `SourceError`.
        """
        async with self._open(left) as one, self._open(right) as other:
            known = None
            if not kernels:
                known = set(await one.source.kernel_ids()), set(await other.source.kernel_ids())
                kernels = sorted(known[0] & known[1])
            sides = await _side(one, kernels), await _side(other, kernels)
        findings = compare(*sides, self._catalogue, leniency)
        return Report(
            left=sides[0].name,
            right=sides[1].name,
            kernels=len(kernels),
            only_left=len(known[0] - known[1]) if known else 0,
            only_right=len(known[1] - known[0]) if known else 0,
            lines=lines_of(findings),
        )

    @asynccontextmanager
    async def _open(self, place: str) -> AsyncGenerator[OpenSource]:
        opened = open_source(
            place,
            self._catalogue,
            self._instruments,
            prometheus=self._prometheus,
            evaluate_at=self._evaluate_at,
        )
        try:
            yield opened
        finally:
            await opened.source.aclose()


async def _side(opened: OpenSource, kernels: Sequence[UUID]) -> Side:
    return Side(opened.source.name, opened.legacy, await _stats(opened, kernels))


async def _stats(opened: OpenSource, kernels: Sequence[UUID]) -> Mapping[UUID, LiveStat | None]:
    """The live statistics of each kernel; `SourceError` if any could not be had."""
    outcomes = await opened.source.fetch(kernels)
    stats: dict[UUID, LiveStat | None] = {}
    for kernel_id, outcome in outcomes.items():
        if isinstance(outcome, Unavailable):
            raise SourceError(
                outcome.reason, f"{opened.source.name} did not answer for {kernel_id}"
            )
        stats[kernel_id] = outcome
    return stats
