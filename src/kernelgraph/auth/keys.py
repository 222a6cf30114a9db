"""The keys that tokens are checked with: one shared secret, or a published key set."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

import jwt

from kernelgraph.auth.errors import KeysUnavailable, TokenRefused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from jwt.algorithms import AllowedPublicKeys
    from jwt.types import JWKDict

logger = logging.getLogger(__name__)

SHORTEST_SECRET = 32
"""The fewest bytes of an HS256 secret, after RFC 7518, section 3.2."""

SIGNATURES = {
    "RSA": ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    "EC": ("ES256", "ES384", "ES512"),
    "OKP": ("EdDSA",),
}
"""The algorithms that a public key may check, by its type (`kty`). A symmetric key has none: a
key set is published, so whoever reads it could sign with such a key."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and the only algorithms that a token checked with it may name."""

    material: AllowedPublicKeys | bytes = field(repr=False)
    algorithms: tuple[str, ...]


class KeySource(Protocol):
    """Whatever finds the key of a token."""

    async def key(self, header: Mapping[str, object]) -> Key:
        """The key for a token with this (unverified) header.

        Raises `TokenRefused` if there is none for it, `KeysUnavailable` if nobody can tell.
        """
        ...


class SharedSecret:
    """One secret that signs and checks (HS256)."""

    def __init__(self, secret: str) -> None:
        material = secret.encode()
        if len(material) < SHORTEST_SECRET:
            raise KeysUnavailable(
                f"the secret has {len(material)} bytes, fewer than the {SHORTEST_SECRET} that"
                " HS256 asks for"
            )
        self._key = Key(material, ("HS256",))

    async def key(self, header: Mapping[str, object]) -> Key:
        """The secret, whatever the header says."""
        return self._key


class KeySet:
    """A JSON Web Key Set (RFC 7517) from a file or a URL.

    It is read when first needed and kept for `lifetime` seconds. A token that names an unknown
    key has it read again, since keys are rotated, but no more often than every `patience`
    seconds, so that forged tokens cannot turn every request into a request upstream. Nor is
    a source that failed asked again before that time, so that requests do not queue up for it.
    """

    def __init__(
        self,
        read: Callable[[], Awaitable[bytes]],
        *,
        lifetime: float = 600.0,
        patience: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._lifetime = lifetime
        self._patience = patience
        self._clock = clock
        self._keys: Mapping[str | None, Key] = {}
        self._read_at: float | None = None
        self._failed_at: float | None = None
        self._reading = asyncio.Lock()

    async def key(self, header: Mapping[str, object]) -> Key:
        """The key whose id the header names, or the only key there is."""
        key_id = header.get("kid")
        if self._since(self._read_at) >= self._lifetime and not self._is_being_read_anew():
            await self._refresh(older_than=self._lifetime)
        if (found := self._find(key_id)) is None:
            await self._refresh(older_than=self._patience)
            found = self._find(key_id)
        if found is None:
            raise TokenRefused("the token is signed with an unknown key")
        return found

    def _is_being_read_anew(self) -> bool:
        """Whether another request sees to fresh keys, so that the old ones do meanwhile."""
        return self._read_at is not None and self._reading.locked()

    def _since(self, moment: float | None) -> float:
        return float("inf") if moment is None else self._clock() - moment

    def _find(self, key_id: object) -> Key | None:
        if key_id is None and len(self._keys) == 1:
            return next(iter(self._keys.values()))
        return self._keys.get(key_id) if isinstance(key_id, str) else None

    async def _refresh(self, *, older_than: float) -> None:
        async with self._reading:
            if self._since(self._read_at) < older_than:
                return
            if self._since(self._failed_at) >= self._patience:
                await self._read_now()
            # Keys that were good until now stay good while the source is out of reach.
            if self._read_at is None:
                raise KeysUnavailable("the key set could not be read")

    async def _read_now(self) -> None:
        try:
            self._keys = parse_key_set(await self._read())
        except KeysUnavailable as error:
            logger.error("tokens cannot be checked with fresh keys: %s", error)
            self._failed_at = self._clock()
        else:
            self._read_at = self._clock()


def parse_key_set(text: bytes) -> Mapping[str | None, Key]:
    """The usable signing keys of a key set, by their ids.

    Keys for encryption and keys of types unknown here are left out, as RFC 7517 section 5 asks.
    Raises `KeysUnavailable` if the text is no key set or has no usable key.
    """
    try:
        entries = cast("dict[str, object]", json.loads(text))["keys"]
    except (ValueError, KeyError, TypeError) as error:
        raise KeysUnavailable("the key set is not a JSON object with a list of keys") from error
    keys: dict[str | None, Key] = {}
    for entry in cast("list[object]", entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and (key := _public_key(cast("JWKDict", entry))) is not None:
            key_id = cast("JWKDict", entry).get("kid")
            keys[key_id if isinstance(key_id, str) else None] = key
    if not keys:
        raise KeysUnavailable("the key set has no public key that can check signatures")
    return keys


def _public_key(entry: JWKDict) -> Key | None:
    possible = SIGNATURES.get(str(entry.get("kty")), ())
    named = entry.get("alg")
    algorithms = possible if named is None else tuple(each for each in possible if each == named)
    if not algorithms or entry.get("use", "sig") != "sig":
        return None
    try:
        return Key(jwt.PyJWK(entry).key, algorithms)
    except jwt.PyJWTError:
        return None
