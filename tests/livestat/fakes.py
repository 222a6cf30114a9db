"""A source that tests hold in their hands."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from kernelgraph.livestat.reading import LiveStat, Reading
from kernelgraph_api.enums import MetricKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from kernelgraph.livestat.reading import Outcome

STAT = LiveStat((Reading(name="mem", kind=MetricKind.GAUGE, unit_hint="bytes"),))


class HeldSource:
    """Notes what it is asked for, and answers once `gate` is set, with `answer` for each id."""

    def __init__(self) -> None:
        self.asked: list[list[UUID]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.begun = asyncio.Event()
        self.answer: Outcome | Exception = STAT
        self.is_closed = False

    @property
    def name(self) -> str:
        return "held source"

    @property
    def times_asked(self) -> Counter[UUID]:
        """How often each id was asked for."""
        return Counter(kernel_id for batch in self.asked for kernel_id in batch)

    async def fetch(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, Outcome]:
        self.asked.append(list(kernel_ids))
        self.begun.set()
        await self.gate.wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return dict.fromkeys(kernel_ids, self.answer)

    async def kernel_ids(self) -> Sequence[UUID]:
        return ()

    async def aclose(self) -> None:
        self.is_closed = True
