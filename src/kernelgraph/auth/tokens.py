"""Checks bearer tokens, and issues those of demo data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import time
from typing import TYPE_CHECKING, Any

import jwt

from kernelgraph.auth.accepted_tokens import AcceptedToken, AcceptedTokens
from kernelgraph.auth.claims import claims_of, viewer_of
from kernelgraph.auth.errors import TokenRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kernelgraph.auth.keys import Key, KeySource
    from kernelgraph.auth.viewer import Viewer

LONGEST_TOKEN = 16_384
"""The most characters that a token may have, so that nobody has us parse megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRules:
    """What a token has to say to be accepted."""

    audience: str | None = None
    issuer: str | None = None
    leeway: timedelta = timedelta(seconds=30)
    """How far the clock of the issuer may be off."""


class TokenVerifier:
    """Turns bearer tokens into viewers.

    The algorithm is decided by the key, never by the token: `alg: none` and a public key used
    as a shared secret are refused (RFC 8725, sections 3.1 and 3.2). Every token has to expire.

    The signature of a token is checked once for each key; whether that key is still the one to
    check it with, and whether the time is right, at each use.
    """

    def __init__(self, keys: KeySource, rules: TokenRules) -> None:
        self._keys = keys
        self._rules = rules
        self._leeway = rules.leeway.total_seconds()
        self._accepted = AcceptedTokens()

    async def viewer(self, token: str) -> Viewer:
        """The viewer that the token speaks for.

        Raises `TokenRefused` with the reason, `KeysUnavailable` if the keys cannot be read.
        """
        if len(token) > LONGEST_TOKEN:
            raise TokenRefused("the token is too long")
        known = self._accepted.find(token)
        try:
            header = jwt.get_unverified_header(token) if known is None else known.header
            key = await self._keys.key(header)
            if known is None or not known.is_good(key, time(), self._leeway):
                known = self._check(token, header, key)
                self._accepted.keep(token, known)
        except jwt.PyJWTError as error:
            raise TokenRefused(_reason(error)) from error
        return known.viewer

    def _check(self, token: str, header: Mapping[str, object], key: Key) -> AcceptedToken:
        claims: dict[str, Any] = jwt.decode(
            token,
            key.material,
            algorithms=list(key.algorithms),
            audience=self._rules.audience,
            issuer=self._rules.issuer,
            leeway=self._rules.leeway,
            options={
                "require": self._required_claims(),
                "verify_aud": self._rules.audience is not None,
            },
        )
        return AcceptedToken(
            viewer=replace(viewer_of(claims), expires_at=self._expiry(claims["exp"])),
            header=header,
            key=key,
            begins=max((int(claims[name]) for name in ("iat", "nbf") if name in claims), default=0),
            ends=int(claims["exp"]),
        )

    def _expiry(self, exp: float) -> datetime | None:
        """From when on a token with this claim is refused; null beyond all calendars."""
        try:
            return datetime.fromtimestamp(int(exp), UTC) + self._rules.leeway
        except (OverflowError, OSError, ValueError):
            return None

    def _required_claims(self) -> list[str]:
        required = ["exp", "sub"]
        if self._rules.audience is not None:
            required.append("aud")
        if self._rules.issuer is not None:
            required.append("iss")
        return required


def issue_token(
    viewer: Viewer, secret: str, rules: TokenRules, *, lifetime: timedelta = timedelta(days=7)
) -> str:
    """A token for the viewer, signed with the shared secret (HS256)."""
    now = datetime.now(UTC)
    claims = claims_of(viewer) | {"iat": now, "exp": now + lifetime}
    if rules.audience is not None:
        claims["aud"] = rules.audience
    if rules.issuer is not None:
        claims["iss"] = rules.issuer
    return jwt.encode(claims, secret, algorithm="HS256")


REASONS: dict[type[jwt.PyJWTError], str] = {
    jwt.ExpiredSignatureError: "the token has expired",
    jwt.ImmatureSignatureError: "the token is not valid yet",
    jwt.InvalidAudienceError: "the token is meant for another audience",
    jwt.InvalidIssuerError: "the token comes from another issuer",
    jwt.InvalidAlgorithmError: "the token is signed with an algorithm that is not accepted",
    jwt.InvalidSignatureError: "the signature of the token does not fit",
    jwt.MissingRequiredClaimError: "the token lacks a required claim",
}


def _reason(error: jwt.PyJWTError) -> str:
    return REASONS.get(type(error), "the token is malformed")
