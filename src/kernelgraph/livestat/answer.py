"""What an outcome is to a client: a value, null, or null with an error at its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kernelgraph.livestat.errors import LiveStatUnavailable
from kernelgraph.livestat.reading import Unavailable
from kernelgraph.livestat.wire import to_wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernelgraph.livestat.reading import Outcome, Reading
    from kernelgraph.livestat.wire import WireStat


def live_stat(outcome: Outcome) -> WireStat | LiveStatUnavailable | None:
    """The value of `liveStat`; an exception stands for an error at this path alone."""
    if isinstance(outcome, Unavailable):
        return LiveStatUnavailable()
    return None if outcome is None else to_wire(outcome)


def readings(outcome: Outcome) -> Sequence[Reading] | LiveStatUnavailable | None:
    """What `liveMetrics` is made of, sorted by name; an exception as for `live_stat`."""
    if isinstance(outcome, Unavailable):
        return LiveStatUnavailable()
    return None if outcome is None else outcome.metrics
