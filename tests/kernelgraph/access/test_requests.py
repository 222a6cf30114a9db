"""Requests are signed in by one well-formed bearer token, and by nothing else."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import jwt
import pytest
from tests.kernelgraph.conftest import AUTH, SUPERADMIN, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.kernelgraph.conftest import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUERY: Final = '{ resourceSlotType(slotName: "cpu") { slotName } }'
SECRET: Final = AUTH["auth_secret"]


def claims(**changes: Any) -> dict[str, Any]:
    good = {
        "sub": "11111111-1111-4111-8111-111111111111",
        "exp": datetime.now(UTC) + timedelta(days=1),
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def token(secret: str = SECRET, algorithm: str = "HS256", **changes: Any) -> str:
    return jwt.encode(claims(**changes), secret, algorithm=algorithm)


def ago(**span: float) -> datetime:
    return datetime.now(UTC) - timedelta(**span)


# Said when the tests are collected, which may be long before they run.
REFUSED: Final = {
    "expired": (f"Bearer {token(exp=ago(minutes=5))}", "the token has expired"),
    "not valid yet": (f"Bearer {token(nbf=ago(days=-1))}", "the token is not valid yet"),
    "never expires": (f"Bearer {token(exp=None)}", "the token lacks a required claim"),
    "nobody's": (f"Bearer {token(sub=None)}", "the token lacks a required claim"),
    "of another secret": (
        f"Bearer {token('another secret of 32 bytes or more, too')}",
        "the signature of the token does not fit",
    ),
    "of no algorithm": (
        f"Bearer {jwt.encode(claims(), '', algorithm='none')}",
        "the token is signed with an algorithm that is not accepted",
    ),
    "of another algorithm": (
        f"Bearer {token(SECRET * 2, 'HS512')}",
        "the token is signed with an algorithm that is not accepted",
    ),
    "of an unknown role": (
        f"Bearer {token(role='root')}",
        "the claim role is none of user, admin, superadmin",
    ),
    "no JWT": ("Bearer abc", "the token is malformed"),
    "too long": (f"Bearer {'a' * 20_000}", "the token is too long"),
    "no token": ("Bearer", "the Authorization header has no well-formed bearer token"),
    "spaces only": ("Bearer   ", "the Authorization header has no well-formed bearer token"),
    "two tokens": (
        f"Bearer {SUPERADMIN} {SUPERADMIN}",
        "the Authorization header has no well-formed bearer token",
    ),
    "a list": (
        f"Bearer {SUPERADMIN}, Bearer {SUPERADMIN}",
        "the Authorization header has no well-formed bearer token",
    ),
    "another scheme": ("Basic dTpw", "the Authorization header is not of the scheme Bearer"),
    "no scheme": (SUPERADMIN, "the Authorization header is not of the scheme Bearer"),
    "empty": ("", "the Authorization header is not of the scheme Bearer"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_a_request_that_fails_to_sign_in_is_told_why(
    api: Api, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    header, reason = REFUSED[name]
    with caplog.at_level(logging.DEBUG, "kernelgraph"):
        error = await api.with_headers({"Authorization": header}).error(QUERY)
    assert error["message"] == reason
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}
    assert api.statements == []
    assert SUPERADMIN not in str(error)
    assert [record for record in caplog.records if record.name.startswith("kernelgraph")] == []


@pytest.mark.parametrize(
    "headers",
    [
        [("Authorization", f"Bearer {SUPERADMIN}"), ("Authorization", f"Bearer {SUPERADMIN}")],
        [("Authorization", f"Bearer {SUPERADMIN}"), ("authorization", "Basic dTpw")],
    ],
)
async def test_two_headers_are_refused(api: Api, headers: Sequence[tuple[str, str]]) -> None:
    error = await api.with_headers(headers).error(QUERY)
    assert error["message"] == "the request has more than one Authorization header"
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}


@pytest.mark.parametrize(
    ("scheme", "seconds", "changes"),
    [
        ("Bearer ", {}, {}),
        ("bearer ", {}, {}),
        ("BEARER   ", {}, {}),
        ("Bearer ", {"exp": 10}, {}),
        ("Bearer ", {"nbf": -10}, {}),
        ("Bearer ", {}, {"role": "admin", "domain": "default"}),
    ],
)
async def test_a_good_token_signs_in(
    api: Api, scheme: str, seconds: dict[str, float], changes: dict[str, Any]
) -> None:
    """The scheme is written in any case, and clocks may be off by half a minute."""
    moments = {claim: ago(seconds=since) for claim, since in seconds.items()}
    header = scheme + jwt.encode(claims(**moments, **changes), SECRET, algorithm="HS256")
    data = await api.with_headers({"Authorization": header}).data(QUERY)
    assert data == {"resourceSlotType": {"slotName": "cpu"}}


async def test_a_token_in_the_query_string_or_a_cookie_signs_nobody_in(api: Api) -> None:
    for url, headers in (
        (f"/graphql?access_token={SUPERADMIN}", {}),
        ("/graphql", {"Cookie": f"access_token={SUPERADMIN}"}),
    ):
        response = await api.http.post(url, json={"query": QUERY}, headers=headers)
        (error,) = response.json()["errors"]
        assert error["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_a_refused_token_leaves_what_is_open_to_all(api: Api) -> None:
    asked = api.with_headers({"Authorization": "Bearer abc"})
    assert await asked.data("{ __typename }") == {"__typename": "Query"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"aud": "kernels", "iss": "us"}, None),
        ({"aud": ["others", "kernels"], "iss": "us"}, None),
        ({"aud": "others", "iss": "us"}, "the token is meant for another audience"),
        ({"iss": "us"}, "the token lacks a required claim"),
        ({"aud": "kernels", "iss": "them"}, "the token comes from another issuer"),
        ({"aud": "kernels"}, "the token lacks a required claim"),
    ],
)
async def test_audience_and_issuer_are_those_of_the_settings(
    sqlite_demo: str, changes: dict[str, Any], reason: str | None
) -> None:
    rules = {**AUTH, "auth_audience": "kernels", "auth_issuer": "us"}
    async with opened([], database_url=sqlite_demo, **rules) as api:
        asked = api.with_headers({"Authorization": f"Bearer {token(**changes)}"})
        answer = await asked.answer(QUERY)
    assert [error["message"] for error in answer.get("errors", [])] == ([reason] if reason else [])
