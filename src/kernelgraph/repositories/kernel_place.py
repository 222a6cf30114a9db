"""The columns that tell where a kernel runs, and what stands in for them where that is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import String, cast, null

from kernelgraph.models import KernelRow

if TYPE_CHECKING:
    from graphwright.runtime.sql import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class KernelPlace:
    """What is read, and filtered by, as the place of a kernel."""

    agent_id: Column[str]
    container_id: Column[str]


SHOWN: Final = KernelPlace(agent_id=KernelRow.agent, container_id=KernelRow.container_id)

# To whoever may not know it, no kernel is anywhere: what is shown is null, the link to the agent
# leads nowhere, and a filter compares with null and thus tells nothing.
HIDDEN: Final = KernelPlace(
    agent_id=cast(null(), String(64)), container_id=cast(null(), String(64))
)
