"""The part of bootstrap that issues tokens for the users of a database."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kernelgraph.auth.tokens import issue_token
from kernelgraph.bootstrap_auth import token_trust
from kernelgraph.errors import AuthSettingsError, UnknownAccount
from kernelgraph.repositories.accounts import Accounts
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.repositories.readiness import DatabaseReadiness

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable
    from datetime import timedelta
    from uuid import UUID

    from kernelgraph.settings import Settings


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token and whose it is."""

    holder: str
    token: str


async def token_of(
    settings: Settings, name: str, *, projects: Iterable[UUID], lifetime: timedelta
) -> IssuedToken:
    """A token for the user with the email address or UUID, who administers the projects.

    Raises DatabaseUrlError, DatabaseUnavailable, AuthSettingsError and UnknownAccount.
    """
    trust = token_trust(settings)
    if trust.secret is None:
        raise AuthSettingsError(
            "tokens for a server with --auth-jwks are signed by whoever publishes its keys"
        )
    async with _accounts(settings) as accounts:
        account = await accounts.find(name)
    if account is None:
        raise UnknownAccount(f"the database has no user with the email address or UUID {name!r}")
    viewer = replace(account.viewer, administered_projects=frozenset(projects))
    token = issue_token(viewer, trust.secret, trust.rules, lifetime=lifetime)
    return IssuedToken(account.email, token)


async def demo_tokens(settings: Settings) -> tuple[IssuedToken, ...]:
    """Tokens of a superadmin and of a user with kernels, in that order; none outside the demo.

    Raises DatabaseUrlError, DatabaseUnavailable and AuthSettingsError.
    """
    trust = token_trust(settings)
    if not trust.is_demo or trust.secret is None:
        return ()
    async with _accounts(settings) as accounts:
        found = {
            "superadmin": await accounts.superadmin(),
            "user": await accounts.owner_of_kernels(),
        }
    return tuple(
        IssuedToken(
            f"{role} {account.email}", issue_token(account.viewer, trust.secret, trust.rules)
        )
        for role, account in found.items()
        if account is not None
    )


@asynccontextmanager
async def _accounts(settings: Settings) -> AsyncGenerator[Accounts]:
    options = DatabaseOptions(pool_size=1, is_read_only=True)
    engine = create_engine(database_url(settings.database_url), options)
    try:
        await DatabaseReadiness(engine).require()
        yield Accounts(engine)
    finally:
        await engine.dispose()
