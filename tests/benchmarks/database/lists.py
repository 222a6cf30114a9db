"""The lists of kernels whose pages are measured, and the index that has to serve each."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5
from typing import Final
from uuid import UUID

from tests.benchmarks.database.rows import USERS

from kernelgraph.auth.viewer import Role, Viewer
from kernelgraph.ports import KernelScope
from kernelgraph_api.enums import KernelV2OrderField, KernelV2Status, OrderDirection
from kernelgraph_api.inputs import (
    KernelV2Filter,
    KernelV2OrderBy,
    KernelV2StatusFilter,
    StringFilter,
)

ASC: Final = OrderDirection.ASC
DESC: Final = OrderDirection.DESC
NEWEST: Final = KernelV2OrderBy(field=KernelV2OrderField.CREATED_AT, direction=DESC)
ALL: Final = KernelScope()
NOBODY: Final = UUID(int=0)
SUPERADMIN: Final = Viewer(user_id=NOBODY, role=Role.SUPERADMIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class KernelList:
    """Who asks for which kernels in which order, and the index that should serve it."""

    name: str
    index: str
    viewer: Viewer = SUPERADMIN
    scope: KernelScope = ALL
    filter: KernelV2Filter | None = None
    order_by: KernelV2OrderBy = NEWEST
    has_allocations: bool = False
    """Whether the allocations of each kernel are read with it."""


def key(kind: str, number: int) -> UUID:
    """The UUID that the rows of that kind and number have, see `rows`."""
    return UUID(md5(f"{kind}{number}".encode(), usedforsecurity=False).hexdigest())


def chance(number: int, use: str) -> float:
    """What the function of that name in `rows` gives."""
    digest = md5(f"{use}{number}".encode(), usedforsecurity=False).hexdigest()
    return int(digest[:8], 16) / 2**32


def large_session(kernel_count: int) -> int:
    """The number of the session that has the newest hundredth of the kernels."""
    return kernel_count * 99 // 100 // 10 * 6


def all_kernels() -> list[KernelList]:
    """All kernels in every order that can be asked for, in both directions."""
    indexes = {
        (KernelV2OrderField.STATUS, ASC): "ix_kernels_status_rank_id",
        (KernelV2OrderField.STATUS, DESC): "ix_kernels_status_rank_id",
        (KernelV2OrderField.TERMINATED_AT, DESC): "ix_kernels_terminated_at_desc_id",
        (KernelV2OrderField.ID, ASC): "pk_kernels",
        (KernelV2OrderField.ID, DESC): "pk_kernels",
    }
    return [
        KernelList(
            name=f"all by {field.name} {direction.name}",
            index=indexes.get((field, direction), f"ix_kernels_{field.name.lower()}_id"),
            order_by=KernelV2OrderBy(field=field, direction=direction),
        )
        for field in KernelV2OrderField
        for direction in (DESC, ASC)
    ]


def narrowed(kernel_count: int) -> list[KernelList]:
    """The kernels of a scope, of a viewer or of a filter, newest first."""
    user = key("user", 0)
    return [
        KernelList(
            name="of a session",
            index="ix_kernels_session_id_created_at_id",
            scope=ALL.of_session(key("session", large_session(kernel_count))),
        ),
        KernelList(
            name="a superadmin's own",
            index="ix_kernels_user_uuid_created_at_id",
            scope=ALL.of_owner(user),
        ),
        KernelList(
            name="a user's own",
            index="ix_kernels_user_uuid_created_at_id",
            viewer=Viewer(user_id=user),
            scope=ALL.of_owner(user),
        ),
        KernelList(
            name="agentId = …",
            index="ix_kernels_agent_created_at_id",
            filter=KernelV2Filter(agent_id=StringFilter(equals="agent-00000")),
        ),
        # Two stored names, and rare.
        _status(KernelV2Status.PREPARING),
    ]


def common() -> list[KernelList]:
    """States that many kernels are in; the second one is shown for all unknown names too.

    It may be as good to read all kernels, newest first, and to leave out some.
    """
    return [_status(KernelV2Status.TERMINATED), _status(KernelV2Status.CANCELLED)]


def granted(kernel_count: int) -> list[KernelList]:
    """The kernels of a session for those whom row rules open them to, newest first."""
    session = large_session(kernel_count)
    user = int(USERS * chance(session, "user") ** 3)
    project = user % 4 + 4 * int(10 * chance(session, "project") ** 2)
    viewers = {
        "its owner": Viewer(user_id=key("user", user)),
        "an admin of its project": Viewer(
            user_id=NOBODY, administered_projects=frozenset({key("project", project)})
        ),
        "an admin of its domain": Viewer(
            user_id=NOBODY, role=Role.ADMIN, domain_name=f"domain-{user % 4}"
        ),
    }
    return [
        KernelList(
            name=f"of a session, for {name}",
            index="ix_kernels_session_id_created_at_id",
            viewer=viewer,
            scope=ALL.of_session(key("session", session)),
        )
        for name, viewer in viewers.items()
    ]


def with_allocations() -> KernelList:
    """All kernels, each with a page of its allocations."""
    return KernelList(
        name="all, each with its allocations",
        index="ix_kernels_created_at_id",
        has_allocations=True,
    )


def _status(status: KernelV2Status) -> KernelList:
    return KernelList(
        name=f"status = {status.name}",
        index="ix_kernels_status_rank_created_at_id",
        filter=KernelV2Filter(status=KernelV2StatusFilter(equals=status)),
    )
