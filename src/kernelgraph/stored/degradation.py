"""What can be wrong with a stored value, and the record of how often it was."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from enum import Enum
from typing import NoReturn, TypeAlias

logger = logging.getLogger(__name__)


class Degradation(Enum):
    """A way in which a stored value was read as less than it says; the value names the metric."""

    ATTACHED_DEVICES_CONTAINER = "attached_devices.container"
    ATTACHED_DEVICES_DATA = "attached_devices.data"
    ATTACHED_DEVICES_ENTRY = "attached_devices.entry"
    ATTACHED_DEVICES_MODEL = "attached_devices.model"
    MALFORMED_JSON = "malformed_json"
    NUMBER_FORMAT_CONTAINER = "number_format.container"
    NUMBER_FORMAT_VALUE = "number_format.value"
    PREOPEN_PORTS_CONTAINER = "preopen_ports.container"
    PREOPEN_PORTS_PORT = "preopen_ports.port"
    RESOURCE_OPTS_CONTAINER = "resource_opts.container"
    RESOURCE_OPTS_ENTRY = "resource_opts.entry"
    RESOURCE_SLOTS_CONTAINER = "resource_slots.container"
    RESOURCE_SLOTS_QUANTITY = "resource_slots.quantity"
    RESULT = "result"
    SERVICE_PORTS_CONTAINER = "service_ports.container"
    SERVICE_PORTS_ENTRY = "service_ports.entry"
    SERVICE_PORTS_INFERENCE = "service_ports.is_inference"
    SERVICE_PORTS_PORT = "service_ports.port"
    SERVICE_PORTS_PROTOCOL = "service_ports.protocol"
    SESSION_TYPE = "session_type"
    STATUS = "status"
    STATUS_HISTORY_CONTAINER = "status_history.container"
    STATUS_HISTORY_TIMESTAMP = "status_history.timestamp"
    VFOLDER_MOUNTS_CONTAINER = "vfolder_mounts.container"
    VFOLDER_MOUNTS_ENTRY = "vfolder_mounts.entry"
    VFOLDER_MOUNTS_PERMISSION = "vfolder_mounts.mount_perm"
    VFOLDER_MOUNTS_SUBPATH = "vfolder_mounts.vfsubpath"
    VFOLDER_MOUNTS_USAGE_MODE = "vfolder_mounts.usage_mode"


Note: TypeAlias = Callable[[Degradation], None]
"""Takes down one degradation of the row that is being read."""


class DegradedError(Exception):
    """A stored value would be read as less than it says."""


def refuse(kind: Degradation) -> NoReturn:
    """A note for where nothing but sound values is read; raises DegradedError."""
    raise DegradedError(kind.value)


class Degradations:
    """How often each kind of degradation was met since the process began."""

    def __init__(self) -> None:
        self._counts: Counter[Degradation] = Counter()

    def record(self, row_id: object, kind: Degradation) -> None:
        """Count one degradation; the first of its kind is logged with the id of its row."""
        self._counts[kind] += 1
        if self._counts[kind] == 1:
            logger.warning(
                "stored value degraded: %s in row %s; further ones are only counted",
                kind.value,
                row_id,
            )

    def notes(self) -> RowNotes:
        """A note taker for one row after the other."""
        return RowNotes(self)

    @property
    def counts(self) -> Mapping[Degradation, int]:
        """A snapshot of the counts; a kind that was never met is absent."""
        return dict(self._counts)


class RowNotes:
    """Takes down the degradations of the row that `row_id` names, to be set for each row.

    Thousands of values are read for a page, nearly all of them sound; one note taker for each
    would take longer than reading them.
    """

    __slots__ = ("_degradations", "row_id")

    def __init__(self, degradations: Degradations, row_id: object = None) -> None:
        self._degradations = degradations
        self.row_id = row_id

    def __call__(self, kind: Degradation) -> None:
        """Take down one degradation of the row."""
        self._degradations.record(self.row_id, kind)
