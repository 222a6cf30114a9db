"""Decoder of `kernels.status_history`."""

from __future__ import annotations

from operator import attrgetter

from kernelgraph.stored.containers import fields_of
from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph.stored.parsing import parse_timestamp
from kernelgraph_api.types import StatusHistory, StatusHistoryEntry


def status_history(stored: object, note: Note) -> StatusHistory | None:
    """The states by time, those of one moment in stored order; null if none are stored."""
    if stored is None:
        return None
    entries: list[StatusHistoryEntry] = []
    for status, text in fields_of(stored, Degradation.STATUS_HISTORY_CONTAINER, note).items():
        timestamp = parse_timestamp(text)
        if timestamp is None:
            note(Degradation.STATUS_HISTORY_TIMESTAMP)
        else:
            entries.append(StatusHistoryEntry(status=status, timestamp=timestamp))
    entries.sort(key=attrgetter("timestamp"))
    return StatusHistory(entries=entries)
