"""Bearer tokens are accepted only as they should be."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, HMACAlgorithm, RSAAlgorithm
from jwt.utils import base64url_encode

from kernelgraph.auth.errors import KeysUnavailable, TokenRefused
from kernelgraph.auth.keys import KeySet, SharedSecret, parse_key_set
from kernelgraph.auth.tokens import TokenRules, TokenVerifier, issue_token
from kernelgraph.auth.viewer import Role, Viewer

if TYPE_CHECKING:
    from kernelgraph.auth.keys import KeySource

SECRET = "a shared secret of more than 32 bytes"
USER = UUID("11111111-1111-4111-8111-111111111111")
PROJECT = UUID("22222222-2222-4222-8222-222222222222")
RULES = TokenRules(audience="kernelgraph", issuer="the-issuer", leeway=timedelta(seconds=30))
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())


def claims(**changes: object) -> dict[str, object]:
    good = {
        "sub": str(USER),
        "exp": datetime.now(UTC) + timedelta(hours=1),
        "aud": "kernelgraph",
        "iss": "the-issuer",
    }
    merged: dict[str, object] = {**good, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def signed(**changes: object) -> str:
    return jwt.encode(claims(**changes), SECRET, algorithm="HS256")


def verifier(keys: KeySource | None = None, rules: TokenRules = RULES) -> TokenVerifier:
    return TokenVerifier(keys or SharedSecret(SECRET), rules)


def public_entry(key: Any, **members: str) -> dict[str, Any]:
    to_jwk: Any = RSAAlgorithm.to_jwk if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm.to_jwk
    return {**to_jwk(key.public_key(), as_dict=True), **members}


def key_set_text(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"keys": entries}).encode()


class Published:
    """A key set that can change and fail, and counts how often it is read."""

    def __init__(self, *entries: dict[str, Any]) -> None:
        self.text = key_set_text(*entries)
        self.reads = 0
        self.is_down = False

    async def __call__(self) -> bytes:
        self.reads += 1
        if self.is_down:
            raise KeysUnavailable("no answer")
        return self.text


class Clock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_a_good_token_gives_its_viewer() -> None:
    token = signed(role="admin", domain="default", projects=[str(PROJECT)])
    assert await verifier().viewer(token) == Viewer(
        user_id=USER,
        role=Role.ADMIN,
        domain_name="default",
        administered_projects=frozenset({PROJECT}),
    )


@pytest.mark.parametrize("leeway", [timedelta(0), timedelta(seconds=30)])
async def test_a_viewer_expires_when_its_token_is_not_accepted_any_more(leeway: timedelta) -> None:
    exp = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    rules = TokenRules(audience="kernelgraph", issuer="the-issuer", leeway=leeway)
    viewer = await verifier(rules=rules).viewer(signed(exp=exp))
    assert viewer.expires_at == exp + leeway


@pytest.mark.parametrize("exp", [10**11, 10**17, 1e300])
async def test_a_token_that_outlives_the_calendar_is_accepted(exp: float) -> None:
    viewer = await verifier().viewer(signed(exp=exp))
    assert viewer.expires_at is None or viewer.expires_at.year > 5000


async def test_an_issued_token_is_accepted_and_says_the_same() -> None:
    viewer = Viewer(
        user_id=USER,
        role=Role.ADMIN,
        domain_name="default",
        administered_projects=frozenset({PROJECT}),
    )
    assert await verifier().viewer(issue_token(viewer, SECRET, RULES)) == viewer


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": datetime.now(UTC) - timedelta(minutes=5)}, "has expired"),
        ({"exp": None}, "lacks a required claim"),
        ({"nbf": datetime.now(UTC) + timedelta(days=1)}, "is not valid yet"),
        ({"aud": "somebody-else"}, "another audience"),
        ({"aud": None}, "lacks a required claim"),
        ({"iss": "somebody-else"}, "another issuer"),
        ({"iss": None}, "lacks a required claim"),
        ({"sub": None}, "lacks a required claim"),
        ({"sub": "root"}, "sub is not a UUID"),
        ({"role": "emperor"}, "role is none of"),
        ({"role": "admin"}, "names no domain"),
        ({"domain": 7}, "domain is not a text"),
        ({"projects": "all"}, "projects is not a list"),
        ({"projects": ["all"]}, "projects is not a UUID"),
    ],
)
async def test_a_token_is_refused_with_its_reason(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(TokenRefused, match=reason):
        await verifier().viewer(signed(**changes))


async def test_clocks_may_differ_by_the_leeway() -> None:
    token = signed(exp=datetime.now(UTC) - timedelta(seconds=10))
    assert (await verifier().viewer(token)).user_id == USER


async def test_a_token_signed_with_another_secret_is_refused() -> None:
    token = jwt.encode(claims(), SECRET[::-1], algorithm="HS256")
    with pytest.raises(TokenRefused, match="signature"):
        await verifier().viewer(token)


async def test_a_token_without_a_signature_is_refused() -> None:
    token = jwt.encode(claims(), "", algorithm="none")
    for keys in (SharedSecret(SECRET), KeySet(Published(public_entry(RSA_KEY)))):
        with pytest.raises(TokenRefused, match="algorithm"):
            await verifier(keys).viewer(token)


async def test_a_public_key_cannot_be_used_as_a_shared_secret() -> None:
    pem = RSA_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "typ": "JWT"}
    forged = jwt.api_jws.encode(
        json.dumps(claims(exp=4_000_000_000)).encode(), SECRET, algorithm="HS256", headers=header
    )
    signing_input = forged.rsplit(".", 1)[0]
    signature = HMACAlgorithm(HMACAlgorithm.SHA256).sign(signing_input.encode(), pem)
    token = f"{signing_input}.{base64url_encode(signature).decode()}"
    with pytest.raises(TokenRefused, match="algorithm"):
        await verifier(KeySet(Published(public_entry(RSA_KEY)))).viewer(token)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "x" * 20_000, "é.ü.ß"])
async def test_a_malformed_token_is_refused_without_being_quoted(token: str) -> None:
    with pytest.raises(TokenRefused) as refused:
        await verifier().viewer(token)
    assert not token or len(token) < 5 or token not in str(refused.value)


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(KeysUnavailable, match="5 bytes, fewer than the 32"):
        SharedSecret("short")


@pytest.mark.parametrize(
    ("key", "algorithm"), [(RSA_KEY, "RS256"), (RSA_KEY, "PS256"), (EC_KEY, "ES256")]
)
async def test_tokens_are_checked_with_published_keys(key: Any, algorithm: str) -> None:
    keys = KeySet(Published(public_entry(key, kid="one"), public_entry(OTHER_RSA_KEY, kid="two")))
    token = jwt.encode(claims(), key, algorithm=algorithm, headers={"kid": "one"})
    assert (await verifier(keys).viewer(token)).user_id == USER


async def test_a_key_that_names_its_algorithm_checks_no_other() -> None:
    keys = KeySet(Published(public_entry(RSA_KEY, kid="one", alg="RS512")))
    token = jwt.encode(claims(), RSA_KEY, algorithm="RS256", headers={"kid": "one"})
    with pytest.raises(TokenRefused, match="algorithm"):
        await verifier(keys).viewer(token)


async def test_rotated_keys_are_found_but_not_asked_for_too_often() -> None:
    published, clock = Published(public_entry(OTHER_RSA_KEY, kid="old")), Clock()
    keys = KeySet(published, clock=clock, patience=10)
    token = jwt.encode(claims(), RSA_KEY, algorithm="RS256", headers={"kid": "new"})
    for _ in range(3):
        with pytest.raises(TokenRefused, match="unknown key"):
            await verifier(keys).viewer(token)
    assert published.reads == 1
    published.text = key_set_text(public_entry(RSA_KEY, kid="new"))
    clock.now = 11
    assert (await verifier(keys).viewer(token)).user_id == USER
    assert published.reads == 2


async def test_known_keys_outlive_their_source() -> None:
    published, clock = Published(public_entry(RSA_KEY, kid="one")), Clock()
    keys = KeySet(published, clock=clock, lifetime=60)
    token = jwt.encode(claims(), RSA_KEY, algorithm="RS256", headers={"kid": "one"})
    await verifier(keys).viewer(token)
    published.is_down, clock.now = True, 61
    assert (await verifier(keys).viewer(token)).user_id == USER


async def test_keys_that_never_could_be_read_are_said_to_be_missing() -> None:
    published = Published()
    published.is_down = True
    token = jwt.encode(claims(), RSA_KEY, algorithm="RS256", headers={"kid": "one"})
    with pytest.raises(KeysUnavailable):
        await verifier(KeySet(published)).viewer(token)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"keys": 7}',
        key_set_text({"kty": "oct", "k": "c2VjcmV0"}),
        key_set_text({"kty": "RSA", "use": "enc"}),
        key_set_text({"kty": "RSA", "n": "!", "e": "!"}),
    ],
)
def test_a_key_set_without_a_usable_public_key_is_refused(text: bytes) -> None:
    with pytest.raises(KeysUnavailable):
        parse_key_set(text)
