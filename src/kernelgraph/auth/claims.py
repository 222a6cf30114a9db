"""From the claims of a verified token to the viewer.

| claim | type | meaning |
|---|---|---|
| `sub` | UUID as a string, required | the user |
| `role` | `user`, `admin` or `superadmin`; `user` if absent | what it may do |
| `domain` | string | its domain; required of an `admin` |
| `projects` | list of UUIDs as strings | the projects that it administers |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID

from kernelgraph.auth.errors import TokenRefused
from kernelgraph.auth.viewer import Role, Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping


def viewer_of(claims: Mapping[str, object]) -> Viewer:
    """The viewer that the claims describe.

    Raises `TokenRefused` naming the first claim that is not of its type: a token that is only
    half understood must not grant the understood half.
    """
    role = _role(claims.get("role", Role.USER.value))
    domain_name = _optional_text("domain", claims.get("domain"))
    if role is Role.ADMIN and domain_name is None:
        raise TokenRefused("the token of a domain admin names no domain")
    return Viewer(
        user_id=_uuid("sub", claims.get("sub")),
        role=role,
        domain_name=domain_name,
        administered_projects=_uuids("projects", claims.get("projects", [])),
    )


def claims_of(viewer: Viewer) -> dict[str, object]:
    """The claims that describe the viewer, for tokens that Kernelgraph itself issues."""
    claims: dict[str, object] = {"sub": str(viewer.user_id), "role": viewer.role.value}
    if viewer.domain_name is not None:
        claims["domain"] = viewer.domain_name
    if viewer.administered_projects:
        claims["projects"] = sorted(map(str, viewer.administered_projects))
    return claims


def _role(value: object) -> Role:
    for role in Role:
        if role.value == value:
            return role
    raise TokenRefused("the claim role is none of user, admin, superadmin")


def _optional_text(claim: str, value: object) -> str | None:
    if value is None or (isinstance(value, str) and value):
        return value
    raise TokenRefused(f"the claim {claim} is not a text")


def _uuid(claim: str, value: object) -> UUID:
    if isinstance(value, str):
        try:
            return UUID(value)
        except ValueError:
            pass
    raise TokenRefused(f"the claim {claim} is not a UUID")


def _uuids(claim: str, value: object) -> frozenset[UUID]:
    if not isinstance(value, list):
        raise TokenRefused(f"the claim {claim} is not a list of UUIDs")
    return frozenset(_uuid(claim, item) for item in cast("list[object]", value))
