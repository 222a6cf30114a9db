"""Keys are published in a file or at a URL; where they cannot be had, the server goes on."""

from __future__ import annotations

import json
import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any, Final

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm
from tests.kernelgraph.conftest import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kernelgraph.conftest import Api

QUERY: Final = '{ resourceSlotType(slotName: "cpu") { slotName } }'
KEY: Final = ec.generate_private_key(ec.SECP256R1())
NEXT_KEY: Final = ec.generate_private_key(ec.SECP256R1())
UNAVAILABLE: Final = {"code": "AUTHENTICATION_UNAVAILABLE"}


def key_set(*keys: tuple[str, ec.EllipticCurvePrivateKey]) -> bytes:
    entries = [
        {**ECAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": key_id}
        for key_id, key in keys
    ]
    return json.dumps({"keys": entries}).encode()


def token(key_id: str = "one", key: ec.EllipticCurvePrivateKey = KEY) -> str:
    claims = {
        "sub": "11111111-1111-4111-8111-111111111111",
        "exp": datetime.now(UTC) + timedelta(hours=1),
        "aud": "kernels",
    }
    return jwt.encode(claims, key, algorithm="ES256", headers={"kid": key_id})


@dataclass
class Publisher:
    """What publishes a key set over HTTP."""

    status: int = 200
    body: bytes = field(default_factory=lambda: key_set(("one", KEY)))
    url: str = ""
    requests: int = 0


@contextmanager
def published() -> Iterator[Publisher]:
    publisher = Publisher()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            publisher.requests += 1
            self.send_response(publisher.status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(publisher.body)))
            self.end_headers()
            self.wfile.write(publisher.body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: requests are counted."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        publisher.url = f"http://127.0.0.1:{server.server_port}/keys"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield publisher
        finally:
            server.shutdown()
            thread.join()


async def outcome(api: Api, bearer: str) -> object:
    """Whether a request with the token is answered, or with which code it is refused."""
    asked = api.with_headers({"Authorization": f"Bearer {bearer}"})
    answer = await asked.answer(QUERY)
    if "errors" in answer:
        return answer["errors"][0]["extensions"]
    return answer["data"]


ANSWERED: Final = {"resourceSlotType": {"slotName": "cpu"}}


async def test_keys_come_from_a_file(sqlite_demo: str, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(key_set(("one", KEY)))
    settings: dict[str, Any] = {"auth_jwks": str(path), "auth_audience": "kernels"}
    async with opened([], database_url=sqlite_demo, **settings) as api:
        assert await outcome(api, token()) == ANSWERED
        assert await outcome(api, token(key=NEXT_KEY)) == {"code": "UNAUTHENTICATED"}
        assert await outcome(api, token("two")) == {"code": "UNAUTHENTICATED"}


async def test_keys_come_from_a_url_and_are_kept(sqlite_demo: str) -> None:
    with published() as publisher:
        settings: dict[str, Any] = {"auth_jwks": publisher.url, "auth_audience": "kernels"}
        async with opened([], database_url=sqlite_demo, **settings) as api:
            assert publisher.requests == 0
            for _ in range(3):
                assert await outcome(api, token()) == ANSWERED
            assert publisher.requests == 1
            publisher.status = 500
            assert await outcome(api, token()) == ANSWERED


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, key_set(("one", KEY))),
        (302, key_set(("one", KEY))),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"keys": []}'),
        (200, b'{"keys": "' + b"x" * 1_100_000 + b'"}'),
    ],
    ids=["error", "redirect", "no JSON", "no key set", "no keys", "too large"],
)
async def test_without_keys_the_server_goes_on_and_says_so_in_its_log_alone(
    sqlite_demo: str, status: int, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with published() as publisher:
        publisher.status, publisher.body = status, body
        url = f"{publisher.url}?key=hidden"
        settings: dict[str, Any] = {"auth_jwks": url, "auth_audience": "kernels"}
        async with opened([], database_url=sqlite_demo, **settings) as api:
            with caplog.at_level(logging.INFO, "kernelgraph"):
                for _ in range(3):
                    assert await outcome(api, token()) == UNAVAILABLE
            assert await outcome(api.with_headers({}), "") == {"code": "UNAUTHENTICATED"}
            health = await api.http.get("/healthz")
        assert health.status_code == 200
        assert publisher.requests == 1
    (record,) = [each for each in caplog.records if each.name.startswith("kernelgraph")]
    assert "tokens cannot be checked with fresh keys" in record.getMessage()
    assert "hidden" not in record.getMessage()


async def test_a_publisher_that_is_down_is_no_reason_to_stop(sqlite_demo: str) -> None:
    with published() as publisher:
        url = publisher.url
    settings: dict[str, Any] = {"auth_jwks": url, "auth_audience": "kernels"}
    async with opened([], database_url=sqlite_demo, **settings) as api:
        error = await api.with_headers({"Authorization": f"Bearer {token()}"}).error(QUERY)
    assert error["extensions"] == UNAVAILABLE
    assert error["message"] == "tokens cannot be checked at present; try again later"
