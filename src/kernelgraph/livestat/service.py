"""What the API asks for live statistics: running kernels live, others from their rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from kernelgraph.livestat.wire import from_wire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from kernelgraph.livestat.batcher import Batcher
    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.flaws import Flaw
    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.reading import LiveStat, Outcome


@dataclass(frozen=True, slots=True)
class KernelState:
    """What of a kernel's row decides where its live statistics come from."""

    kernel_id: UUID
    is_running: bool
    last_stat: object = None
    """The stored value of `kernels.last_stat`."""


class LiveStats:
    """The live statistics of kernels in any state."""

    def __init__(self, batcher: Batcher, catalogue: Catalogue, instruments: Instruments) -> None:
        self._batcher = batcher
        self._catalogue = catalogue
        self._instruments = instruments

    async def of(self, kernels: Sequence[KernelState], *, oldest: float = inf) -> Sequence[Outcome]:
        """The outcome of each kernel, in the order given; the source is not asked for ended ones.

        No answer that was asked for more than `oldest` seconds ago is taken.
        """
        running = [kernel.kernel_id for kernel in kernels if kernel.is_running]
        outcomes: Mapping[UUID, Outcome] = {}
        if running:
            outcomes = await self._batcher.fetch(running, oldest)
        return [
            outcomes[kernel.kernel_id] if kernel.is_running else self._last(kernel.last_stat)
            for kernel in kernels
        ]

    async def aclose(self) -> None:
        """Stop what is under way and give back what the source holds."""
        await self._batcher.aclose()

    def _last(self, stored: object) -> LiveStat | None:
        if stored is None:
            return None
        flaws: Counter[Flaw] = Counter()
        stat = from_wire(stored, self._catalogue, lambda flaw: flaws.update((flaw,)))
        self._instruments.flaws(flaws)
        return stat
