"""How a client is made: headers, token, timeout, connections."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.client.conftest import URL, Caller, answering

if TYPE_CHECKING:
    from types import ModuleType

DATA: dict[str, object] = {"nodes": []}


def test_token_is_sent_as_bearer(call: Caller) -> None:
    """A token goes out as the bearer's."""
    wire = answering(DATA)
    call(wire, "get_nodes", {"token": "t-1"}, ids=[])
    assert wire.requests[0].headers["authorization"] == "Bearer t-1"


def test_headers_go_with_every_request(call: Caller) -> None:
    """Given headers are sent, whatever their case, and may replace the client's own."""
    wire = answering(DATA)
    call(wire, "get_nodes", {"headers": {"X-Trace": "1", "Accept": "application/json"}}, ids=[])
    headers = wire.requests[0].headers
    assert headers["x-trace"] == "1"
    assert headers.get_list("accept") == ["application/json"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, 30.0), ({"timeout": 5}, 5.0), ({"timeout": httpx.Timeout(7)}, 7.0)],
)
def test_timeout_holds_for_every_request(
    call: Caller, options: dict[str, object], expected: float
) -> None:
    """Requests have the timeout that was given, or 30 seconds."""
    wire = answering(DATA)
    call(wire, "get_nodes", options, ids=[])
    assert wire.requests[0].extensions["timeout"]["read"] == expected


def test_given_http_client_keeps_its_timeout_and_stays_open(package: ModuleType) -> None:
    """An http_client is used as it is and not closed with the client."""
    wire = answering(DATA)
    with httpx.Client(transport=httpx.MockTransport(wire), timeout=9) as http_client:
        for _ in range(2):
            with package.Client(URL, http_client=http_client) as client:
                client.get_nodes(ids=[])
        assert not http_client.is_closed
    assert [request.extensions["timeout"]["read"] for request in wire.requests] == [9, 9]


def test_given_async_http_client_keeps_its_timeout_and_stays_open(package: ModuleType) -> None:
    """An http_client for asyncio is used as it is and not closed with the client."""
    wire = answering(DATA)

    async def run() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(wire), timeout=9) as http_client:
            async with package.AsyncClient(URL, http_client=http_client) as client:
                await client.get_nodes(ids=[])
            assert not http_client.is_closed

    asyncio.run(run())
    assert wire.requests[0].extensions["timeout"]["read"] == 9


def test_own_connections_close_with_the_client(package: ModuleType) -> None:
    """A client that made its connections closes them; later calls are refused."""
    client = package.Client(URL, transport=httpx.MockTransport(answering(DATA)))
    client.close()
    with pytest.raises(RuntimeError, match="closed"):
        client.get_nodes(ids=[])


@pytest.mark.parametrize(
    ("name", "http_client", "transport"),
    [
        ("Client", httpx.Client, httpx.HTTPTransport),
        ("AsyncClient", httpx.AsyncClient, httpx.AsyncHTTPTransport),
    ],
)
def test_http_client_and_transport_exclude_each_other(
    package: ModuleType, name: str, http_client: type, transport: type
) -> None:
    """Giving both is a mistake: the transport would be ignored."""
    with pytest.raises(ValueError, match="not both"):
        getattr(package, name)(URL, http_client=http_client(), transport=transport())


def test_any_operation_can_be_executed(package: ModuleType) -> None:
    """`execute` and `get_data` send an operation that the client has no method for."""
    wire = answering({"__typename": "Query"})
    with package.Client(URL, transport=httpx.MockTransport(wire)) as client:
        data = client.get_data(client.execute("{ __typename }"))
    assert data == {"__typename": "Query"}
    assert wire.body == {"query": "{ __typename }", "variables": {}}
