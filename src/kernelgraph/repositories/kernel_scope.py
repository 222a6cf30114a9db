"""Which kernels a viewer finds within a scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.runtime.sql import all_of, equals
from kernelgraph.models import KernelRow
from kernelgraph.repositories.access import kernels_open_to

if TYPE_CHECKING:
    from graphwright.runtime.sql import Condition
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph.ports import KernelScope


def kernels_in(viewer: Viewer, scope: KernelScope) -> Condition | None:
    """The kernels of the scope that are open to the viewer; null if those are all."""
    return all_of(
        kernels_open_to(viewer),
        equals(KernelRow.session_id, scope.session_id),
        equals(KernelRow.user_uuid, scope.owner_id),
    )
