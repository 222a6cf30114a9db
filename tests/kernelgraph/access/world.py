"""Who asks in the tests of access, and what the contract opens to each: said without SQL."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from kernelgraph.auth.viewer import Role, Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kernelgraph.demo import Row

    Rule = Callable[[Row], bool]

PERSONAS: Final = ("superadmin", "owner", "project admin", "domain admin", "stranger")
"""Everybody who is signed in."""


def global_id(type_name: str, *local: object) -> str:
    return base64.b64encode(f"{type_name}:{':'.join(map(str, local))}".encode()).decode()


@dataclass(frozen=True)
class World:
    """The rows of the made-up cluster, a kernel of it, and those who ask for it."""

    rows: Mapping[str, Sequence[Row]] = field(repr=False)
    kernel: Row = field(repr=False)
    """A kernel that is open to everybody but the stranger, each for another reason."""
    viewers: Mapping[str, Viewer]

    def kernels_open_to(self, viewer: Viewer) -> list[Row]:
        return [row for row in self.rows["kernels"] if is_tenants(viewer, row)]

    def open_ids(self, type_name: str, viewer: Viewer) -> set[str]:
        """The global ids of the nodes of a type that are open to the viewer."""
        is_open = RULES[type_name](self, viewer)
        return {node_id for node_id, row in self.nodes(type_name) if is_open(row)}

    def nodes(self, type_name: str) -> list[tuple[str, Row]]:
        """The global id and the row of every node of a type."""
        table, key = NODES[type_name]
        return [
            (global_id(type_name, *(row[column] for column in key)), row)
            for row in self.rows[table]
        ]


def make_world(rows: Mapping[str, Sequence[Row]]) -> World:
    """The world in which the owner is a mere user with a running kernel in a project."""
    users = {row["uuid"]: row for row in rows["users"]}
    kernel = next(
        row
        for row in rows["kernels"]
        if row["status"] == "RUNNING"
        and row["agent"]
        and row["image_id"]
        and users[row["user_uuid"]]["role"] == "user"
        and any(each["kernel_id"] == row["id"] for each in rows["resource_allocations"])
    )
    return World(
        rows=rows,
        kernel=kernel,
        viewers={
            "superadmin": Viewer(user_id=UUID(int=1), role=Role.SUPERADMIN),
            "owner": Viewer(user_id=kernel["user_uuid"], domain_name=kernel["domain_name"]),
            "project admin": Viewer(
                user_id=UUID(int=2), administered_projects=frozenset({kernel["group_id"]})
            ),
            "domain admin": Viewer(
                user_id=UUID(int=3), role=Role.ADMIN, domain_name=kernel["domain_name"]
            ),
            # In the domain, but not its admin.
            "stranger": Viewer(user_id=UUID(int=4), domain_name=kernel["domain_name"]),
        },
    )


def is_tenants(viewer: Viewer, row: Row) -> bool:
    """The row rule of kernels, which is that of sessions, too."""
    return (
        viewer.role is Role.SUPERADMIN
        or row["user_uuid"] == viewer.user_id
        or row["group_id"] in viewer.administered_projects
        or (viewer.role is Role.ADMIN and row["domain_name"] == viewer.domain_name)
    )


def _superadmins(_world: World, viewer: Viewer) -> Rule:
    return lambda _row: viewer.role is Role.SUPERADMIN


def _everybodys(_world: World, _viewer: Viewer) -> Rule:
    return lambda _row: True


def _tenants(_world: World, viewer: Viewer) -> Rule:
    return partial(is_tenants, viewer)


def _of_open_kernels(world: World, viewer: Viewer) -> Rule:
    is_open = {row["id"] for row in world.kernels_open_to(viewer)}
    return lambda row: row["kernel_id"] in is_open


def _open_users(_world: World, viewer: Viewer) -> Rule:
    return lambda row: (
        viewer.role is Role.SUPERADMIN
        or row["uuid"] == viewer.user_id
        or (viewer.role is Role.ADMIN and row["domain_name"] == viewer.domain_name)
    )


def _open_projects(world: World, viewer: Viewer) -> Rule:
    with_own_kernels = {
        each["group_id"] for each in world.rows["kernels"] if each["user_uuid"] == viewer.user_id
    }
    return lambda row: (
        viewer.role is Role.SUPERADMIN
        or row["id"] in viewer.administered_projects | with_own_kernels
        or (viewer.role is Role.ADMIN and row["domain_name"] == viewer.domain_name)
    )


def _open_domains(_world: World, viewer: Viewer) -> Rule:
    return lambda row: viewer.role is Role.SUPERADMIN or row["name"] == viewer.domain_name


NODES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "AgentResourceSlot": ("agent_resources", ("agent_id", "slot_name")),
    "AgentV2": ("agents", ("id",)),
    "DomainV2": ("domains", ("name",)),
    "ImageV2": ("images", ("id",)),
    "KernelResourceAllocation": ("resource_allocations", ("kernel_id", "slot_name")),
    "KernelV2": ("kernels", ("id",)),
    "ProjectV2": ("groups", ("id",)),
    "ResourceGroup": ("scaling_groups", ("name",)),
    "ResourceSlotType": ("resource_slot_types", ("slot_name",)),
    "SessionV2": ("sessions", ("id",)),
    "UserV2": ("users", ("uuid",)),
}
"""The table of each type of node, and the columns that its local ids are made of."""

RULES: Final[Mapping[str, Callable[[World, Viewer], Rule]]] = {
    "AgentResourceSlot": _superadmins,
    "AgentV2": _superadmins,
    "DomainV2": _open_domains,
    "ImageV2": _everybodys,
    "KernelResourceAllocation": _of_open_kernels,
    "KernelV2": _tenants,
    "ProjectV2": _open_projects,
    "ResourceGroup": _everybodys,
    "ResourceSlotType": _everybodys,
    "SessionV2": _tenants,
    "UserV2": _open_users,
}
"""Which nodes of each type are open to whom."""
