"""Live statistics that were recorded to a file.

The file is JSON: `{"version": 1, "source": TEXT, "legacy": BOOL, "recorded_at": TIME,
"kernels": {ID: STAT}}`. A STAT is the wire shape, without the figures that the source did not
have, or null. `legacy` says whether the figures were computed as the legacy store's are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

import orjson

from kernelgraph.livestat.errors import RecordingError
from kernelgraph.livestat.wire import from_wire, to_sparse_wire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.flaws import Flaw
    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.reading import LiveStat, Outcome

VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What a source said of some kernels at a moment."""

    source: str
    legacy: bool
    recorded_at: str
    kernels: Mapping[UUID, LiveStat | None]


def dump_recording(
    source: str, kernels: Mapping[UUID, LiveStat | None], *, legacy: bool, recorded_at: datetime
) -> bytes:
    """The text of the file, kernels in the order of their ids."""
    document = {
        "version": VERSION,
        "source": source,
        "legacy": legacy,
        "recorded_at": recorded_at.isoformat(),
        "kernels": {
            str(kernel_id): None if stat is None else to_sparse_wire(stat)
            for kernel_id, stat in sorted(kernels.items())
        },
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def load_recording(path: Path, catalogue: Catalogue, instruments: Instruments) -> Recording:
    """What the file holds; raises `RecordingError` if it is none or is not there."""
    try:
        document: object = orjson.loads(path.read_bytes())
    except OSError as error:
        raise RecordingError(f"{path} cannot be read: {error.strerror}") from error
    except orjson.JSONDecodeError as error:
        raise RecordingError(f"{path} is no recording: {error}") from error
    fields = _object(document)
    kernels = _object(fields.get("kernels"))
    source = fields.get("source")
    if fields.get("version") != VERSION or not isinstance(source, str):
        raise RecordingError(f"{path} is no recording of version {VERSION}")
    return Recording(
        source=source,
        legacy=fields.get("legacy") is True,
        recorded_at=str(fields.get("recorded_at")),
        kernels=_kernels(kernels, catalogue, instruments),
    )


def _object(value: object) -> Mapping[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _kernels(
    kernels: Mapping[str, object], catalogue: Catalogue, instruments: Instruments
) -> Mapping[UUID, LiveStat | None]:
    flaws: Counter[Flaw] = Counter()
    stats: dict[UUID, LiveStat | None] = {}
    for key, stored in kernels.items():
        try:
            kernel_id = UUID(key)
        except ValueError as error:
            raise RecordingError(
                f"the recording names a kernel {key!r}, which is no UUID"
            ) from error
        stats[kernel_id] = (
            None
            if stored is None
            else from_wire(stored, catalogue, lambda flaw: flaws.update((flaw,)))
        )
    instruments.flaws(flaws)
    return stats


class RecordedSource:
    """Answers from a recording, always the same."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording

    @property
    def name(self) -> str:
        """What was recorded, and when."""
        return f"recording of {self._recording.source} at {self._recording.recorded_at}"

    async def fetch(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, Outcome]:
        """What was recorded of each id; null for others."""
        return {kernel_id: self._recording.kernels.get(kernel_id) for kernel_id in kernel_ids}

    async def kernel_ids(self) -> Sequence[UUID]:
        """The kernels of the recording."""
        return sorted(self._recording.kernels)

    async def aclose(self) -> None:
        """Nothing to give back."""
