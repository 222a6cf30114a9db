"""The row rules: which rows are open to a viewer, for every table, in this one place.

Each function gives the condition on a row of its table that the row is open to the viewer, or
null if all rows are. A row that is not open is as if it did not exist: a repository puts the
condition beside the filter of a list, its count and its lookup by ids.

Rows that a link of an open row leads to, such as the agent of a kernel, are shown through the
link without a rule of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, false

from graphwright.runtime.sql import any_of, equals
from kernelgraph.models import (
    DomainRow,
    KernelRow,
    ProjectRow,
    SessionRow,
    UserRow,
)

if TYPE_CHECKING:
    from uuid import UUID

    from graphwright.runtime.sql import Column, Condition
    from kernelgraph.auth.viewer import Viewer


def kernels_open_to(viewer: Viewer) -> Condition | None:
    """Own kernels, those of administered projects, and those of an administered domain."""
    return _tenants_rows(viewer, KernelRow)


def sessions_open_to(viewer: Viewer) -> Condition | None:
    """Own sessions, those of administered projects, and those of an administered domain."""
    return _tenants_rows(viewer, SessionRow)


def rows_of_kernels_open_to(viewer: Viewer, kernel_id: Column[UUID]) -> Condition | None:
    """The rows of another table that belong, by the column, to a kernel open to the viewer."""
    is_open = kernels_open_to(viewer)
    if is_open is None:
        return None
    return exists().where(KernelRow.id == kernel_id, is_open)


def agents_open_to(viewer: Viewer) -> Condition | None:
    """Agents, and what they offer, are open to superadmins alone."""
    return None if viewer.is_superadmin else false()


def users_open_to(viewer: Viewer) -> Condition | None:
    """Oneself, and the users of an administered domain."""
    if viewer.is_superadmin:
        return None
    return _some(
        equals(UserRow.uuid, viewer.user_id),
        equals(UserRow.domain_name, viewer.administered_domain),
    )


def projects_open_to(viewer: Viewer) -> Condition | None:
    """Administered projects, those of an administered domain, and those of own kernels."""
    if viewer.is_superadmin:
        return None
    return _some(
        ProjectRow.id.in_(viewer.administered_projects) if viewer.administered_projects else None,
        equals(ProjectRow.domain_name, viewer.administered_domain),
        exists().where(KernelRow.group_id == ProjectRow.id, KernelRow.user_uuid == viewer.user_id),
    )


def domains_open_to(viewer: Viewer) -> Condition | None:
    """The viewer's own domain."""
    if viewer.is_superadmin:
        return None
    return _some(equals(DomainRow.name, viewer.domain_name))


def resource_groups_open_to(_viewer: Viewer) -> Condition | None:
    """Resource groups are open to whoever is signed in."""
    return None


def images_open_to(_viewer: Viewer) -> Condition | None:
    """Images are open to whoever is signed in."""
    return None


def slot_types_open_to(_viewer: Viewer) -> Condition | None:
    """Resource slot types are open to whoever is signed in."""
    return None


def _tenants_rows(viewer: Viewer, table: type[KernelRow | SessionRow]) -> Condition | None:
    """The rows of a table that says of each row whose it is."""
    if viewer.is_superadmin:
        return None
    projects = viewer.administered_projects
    return _some(
        equals(table.user_uuid, viewer.user_id),
        table.group_id.in_(projects) if projects else None,
        equals(table.domain_name, viewer.administered_domain),
    )


def _some(*grants: Condition | None) -> Condition:
    """The condition that at least one of the grants holds; a grant that is null grants nothing."""
    found = any_of(*(each for each in grants if each is not None))
    return false() if found is None else found
