"""Sessions from their table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.runtime.sql import column
from kernelgraph.models import SessionRow
from kernelgraph.repositories.access import sessions_open_to
from kernelgraph.repositories.nodes import global_id
from kernelgraph.repositories.stored_reads import StoredReads
from kernelgraph.stored.names import session_result, session_type
from kernelgraph_api.projections import SessionV2Projection

if TYPE_CHECKING:
    from uuid import UUID

    from kernelgraph.repositories.nodes import NodeRepository, Store
    from kernelgraph.stored.degradation import Degradations
    from kernelgraph_api.types import SessionV2


def session_repository(store: Store, degradations: Degradations) -> NodeRepository[UUID, SessionV2]:
    """The sessions by UUID; what is stored badly is recorded."""
    read = StoredReads(SessionRow.id, degradations)
    projection = SessionV2Projection(
        id=global_id("SessionV2", SessionRow.id),
        row_id=column(SessionRow.id),
        name=column(SessionRow.name),
        creation_id=column(SessionRow.creation_id),
        session_type=read(session_type, SessionRow.session_type),
        result=read(session_result, SessionRow.result),
        created_at=column(SessionRow.created_at),
        terminated_at=column(SessionRow.terminated_at),
        needs={"kernels": ("row_id",)},
    )
    return store.nodes(projection, SessionRow.id, sessions_open_to)
