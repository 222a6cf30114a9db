"""Made-up allocations: what each kernel asked for and was given."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kernelgraph.demo.rows import Row
    from kernelgraph.demo.sessions import DemoSession


_EVERY: Final = 20


def allocation_rows(kernel: Row, session: DemoSession) -> list[Row]:
    """The rows of `resource_allocations` for a healthy row of `kernels`.

    One of twenty sessions is from the time before allocations had a table.
    """
    if session.number % _EVERY == _EVERY - 1:
        return []
    state = session.state
    used_at = kernel["created_at"] + timedelta(seconds=14) if state.is_placed else None
    return [
        {
            "kernel_id": kernel["id"],
            "slot_name": slot,
            "requested": Decimal(quantity),
            "used": Decimal(quantity) if state.is_placed else None,
            "used_at": used_at,
            "free_at": kernel["terminated_at"] if state.is_placed else None,
            "created_at": kernel["created_at"],
        }
        for slot, quantity in kernel["requested_slots"].items()
    ]
