"""The fields that lead to sessions, and those of sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.ports import Search
from kernelgraph_api.connections import KernelV2Connection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from graphwright.runtime import Info, PageRequest
    from kernelgraph.context import RequestContext
    from kernelgraph.ports import Kernels, LinkedNodes
    from kernelgraph_api.inputs import KernelV2Filter, KernelV2OrderBy
    from kernelgraph_api.types import KernelV2, SessionV2


@dataclass(frozen=True, slots=True)
class SessionKernelFields:
    """Resolves the field that schema/session.graphql adds to KernelV2."""

    sessions: LinkedNodes[UUID, SessionV2]

    async def session(
        self, parents: Sequence[KernelV2], info: Info[RequestContext]
    ) -> Sequence[SessionV2 | None]:
        """The session of each kernel."""
        keys = [each.session_info.session_id for each in parents]
        return await self.sessions.linked(keys, info.selection)


@dataclass(frozen=True, slots=True)
class SessionFields:
    """Resolves the fields of SessionV2 that are not data of its row."""

    all_kernels: Kernels

    async def kernels(
        self,
        parents: Sequence[SessionV2],
        info: Info[RequestContext],
        *,
        filter: KernelV2Filter | None,
        order_by: Sequence[KernelV2OrderBy] | None,
        page: PageRequest,
    ) -> Sequence[KernelV2Connection]:
        """The page of the kernels of each session."""
        search = Search(filter=filter, order_by=order_by, page=page, selection=info.selection)
        ids = [session.row_id for session in parents]
        found = await self.all_kernels.of_sessions(info.context.viewer, ids, search)
        return [KernelV2Connection.from_page(each) for each in found]
