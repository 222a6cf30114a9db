"""The person or service on whose behalf a request runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class Role(Enum):
    """What a viewer may do beyond seeing its own kernels."""

    USER = "user"
    """Nothing more."""
    ADMIN = "admin"
    """See and administer all of its domain."""
    SUPERADMIN = "superadmin"
    """See and administer everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A signed-in person or service, as its token describes it."""

    user_id: UUID
    role: Role = Role.USER
    domain_name: str | None = None
    """The domain of the viewer; all of it is open to a domain admin."""
    administered_projects: frozenset[UUID] = frozenset()
    """The projects whose kernels are open to the viewer, whoever owns them."""
    expires_at: datetime | None = field(default=None, compare=False)
    """From when on its token is not accepted any more; it is no part of who the viewer is."""

    @property
    def is_superadmin(self) -> bool:
        """Whether everything is open to the viewer."""
        return self.role is Role.SUPERADMIN

    @property
    def administered_domain(self) -> str | None:
        """The domain that is open to the viewer as a whole, if there is one."""
        return self.domain_name if self.role is Role.ADMIN else None
