"""The users of a database as viewers, for whoever issues tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import exists, select

from kernelgraph.auth.viewer import Role, Viewer
from kernelgraph.models import KernelRow, UserRow

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, slots=True)
class Account:
    """A user and what it is as a viewer."""

    email: str
    viewer: Viewer


@dataclass(frozen=True, slots=True)
class Accounts:
    """The users of the database behind the engine."""

    engine: AsyncEngine

    async def find(self, name: str) -> Account | None:
        """The user with the email address or the UUID."""
        try:
            return await self._first(UserRow.uuid == UUID(name))
        except ValueError:
            return await self._first(UserRow.email == name)

    async def superadmin(self) -> Account | None:
        """One to whom everything is open."""
        return await self._first(UserRow.role == Role.SUPERADMIN.value)

    async def owner_of_kernels(self) -> Account | None:
        """One who owns kernels and administers nothing."""
        owns = exists().where(KernelRow.user_uuid == UserRow.uuid)
        return await self._first(UserRow.role == Role.USER.value, owns)

    async def _first(self, *conditions: ColumnElement[bool]) -> Account | None:
        statement = (
            select(UserRow.uuid, UserRow.email, UserRow.role, UserRow.domain_name)
            .where(*conditions)
            .order_by(UserRow.email)
            .limit(1)
        )
        async with self.engine.connect() as connection:
            row = (await connection.execute(statement)).first()
        if row is None:
            return None
        role = _role(row.role, row.domain_name)
        return Account(row.email, Viewer(user_id=row.uuid, role=role, domain_name=row.domain_name))


def _role(stored: str, domain_name: str | None) -> Role:
    """The role; that of a mere user for a text that is no role, and for an admin of nothing."""
    role = next((each for each in Role if each.value == stored), Role.USER)
    return Role.USER if role is Role.ADMIN and domain_name is None else role
