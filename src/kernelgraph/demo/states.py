"""The states of made-up kernels and what each of them has come by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class State:
    """A stored status, how common it is, and the states that led to it."""

    name: str
    weight: int
    history: tuple[str, ...]
    is_placed: bool = False
    is_created: bool = False
    is_ended: bool = False
    is_failed: bool = False


_QUEUED: Final = ("PENDING",)
_PLACED: Final = (*_QUEUED, "SCHEDULED")
_READY: Final = (*_PLACED, "PREPARING", "PREPARED")
_RUN: Final = (*_READY, "CREATING", "RUNNING")

STATES: Final = (
    State("PENDING", 6, _QUEUED),
    State("RESERVED", 2, (*_QUEUED, "RESERVED")),
    State("SCHEDULED", 2, _PLACED, is_placed=True),
    State("PREPARING", 2, (*_PLACED, "PREPARING"), is_placed=True),
    State("PULLING", 2, (*_PLACED, "PREPARING", "PULLING"), is_placed=True),
    State("PREPARED", 2, _READY, is_placed=True),
    State("BUILDING", 1, (*_PLACED, "BUILDING"), is_placed=True),
    State("CREATING", 2, (*_READY, "CREATING"), is_placed=True),
    State("RUNNING", 38, _RUN, is_placed=True, is_created=True),
    State("RESTARTING", 1, (*_RUN, "RESTARTING"), is_placed=True, is_created=True),
    State("RESIZING", 1, (*_RUN, "RESIZING"), is_placed=True, is_created=True),
    State("SUSPENDED", 1, (*_RUN, "SUSPENDED"), is_placed=True, is_created=True),
    State("TERMINATING", 3, (*_RUN, "TERMINATING"), is_placed=True, is_created=True),
    State(
        "TERMINATED",
        28,
        (*_RUN, "TERMINATING", "TERMINATED"),
        is_placed=True,
        is_created=True,
        is_ended=True,
    ),
    State("CANCELLED", 6, (*_QUEUED, "CANCELLED"), is_ended=True),
    State(
        "ERROR", 3, (*_READY, "CREATING", "ERROR"), is_placed=True, is_ended=True, is_failed=True
    ),
)
