"""A token that was accepted once is accepted again only while it would be anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.kernelgraph.auth.test_tokens import (
    EC_KEY,
    RULES,
    SECRET,
    Clock,
    Published,
    claims,
    key_set_text,
    public_entry,
    signed,
    verifier,
)

from kernelgraph.auth.accepted_tokens import AcceptedToken, AcceptedTokens
from kernelgraph.auth.errors import TokenRefused
from kernelgraph.auth.keys import Key, KeySet
from kernelgraph.auth.viewer import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = int(datetime(2026, 5, 1, 12, tzinfo=UTC).timestamp())
HOUR = 3600
LEEWAY = int(RULES.leeway.total_seconds())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time of day, which moves when told."""
    clock = Clock()
    clock.now = NOW

    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.fromtimestamp(clock.now, tz)

    monkeypatch.setattr("jwt.api_jwt.datetime", Moved)
    monkeypatch.setattr("kernelgraph.auth.tokens.time", clock)
    return clock


async def test_a_token_is_refused_from_its_expiry_on_though_it_was_accepted(clock: Clock) -> None:
    checking, token = verifier(), signed(exp=NOW + HOUR)
    await checking.viewer(token)
    clock.now = NOW + HOUR + LEEWAY - 1
    await checking.viewer(token)
    clock.now += 1
    for _ in range(2):
        with pytest.raises(TokenRefused, match="has expired"):
            await checking.viewer(token)


@pytest.mark.parametrize("claim", ["nbf", "iat"])
async def test_a_token_is_refused_before_its_time_when_the_clock_is_set_back(
    clock: Clock, claim: str
) -> None:
    checking, token = verifier(), signed(exp=NOW + HOUR, **{claim: NOW})
    await checking.viewer(token)
    clock.now = NOW - LEEWAY
    await checking.viewer(token)
    clock.now -= 1
    with pytest.raises(TokenRefused, match="not valid yet"):
        await checking.viewer(token)


class Keys:
    """A source whose key can be replaced, and which counts how often it is asked."""

    def __init__(self, secret: str) -> None:
        self.found: Key | None = Key(secret.encode(), ("HS256",))
        self.asked = 0

    async def key(self, header: Mapping[str, object]) -> Key:
        self.asked += 1
        if self.found is None:
            raise TokenRefused("the token is signed with an unknown key")
        return self.found


async def test_the_source_of_keys_is_asked_at_each_use() -> None:
    keys, token = Keys(SECRET), signed()
    checking = verifier(keys)
    assert await checking.viewer(token) == await checking.viewer(token)
    assert keys.asked == 2


async def test_a_token_goes_with_its_key() -> None:
    keys, token = Keys(SECRET), signed()
    checking = verifier(keys)
    await checking.viewer(token)
    good = keys.found
    keys.found = Key(b"another secret of at least 32 bytes", ("HS256",))
    with pytest.raises(TokenRefused, match="signature"):
        await checking.viewer(token)
    keys.found = None
    with pytest.raises(TokenRefused, match="unknown key"):
        await checking.viewer(token)
    assert good is not None
    keys.found = replace(good, algorithms=("HS512",))
    with pytest.raises(TokenRefused, match="algorithm"):
        await checking.viewer(token)
    keys.found = good
    await checking.viewer(token)


async def test_a_token_goes_when_another_key_is_published_under_its_id() -> None:
    now = Clock()
    published = Published(public_entry(EC_KEY, kid="one"))
    keys = KeySet(published, lifetime=600, patience=10, clock=now)
    token = jwt.encode(claims(), EC_KEY, algorithm="ES256", headers={"kid": "one"})
    checking = verifier(keys)
    await checking.viewer(token)
    now.now += 601
    await checking.viewer(token)
    other = ec.generate_private_key(ec.SECP256R1())
    published.text = key_set_text(public_entry(other, kid="one"))
    now.now += 601
    with pytest.raises(TokenRefused, match="signature"):
        await checking.viewer(token)


def test_tokens_that_were_not_used_for_longest_are_forgotten() -> None:
    viewer = Viewer(user_id=UUID(int=1))
    accepted = AcceptedToken(viewer=viewer, header={}, key=Key(b"", ()), begins=0, ends=1)
    tokens = AcceptedTokens()
    tokens.keep("used", accepted)
    tokens.keep("unused", accepted)
    for number in range(5000):
        tokens.find("used")
        tokens.keep(str(number), accepted)
    known = [text for text in ("used", "unused", "0", "4999") if tokens.find(text)]
    assert known == ["used", "4999"]
