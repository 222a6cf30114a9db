"""Answers that are errors, and connections that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.client.conftest import Caller, Wire, answering

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ERROR = {
    "message": "You may not see agents.",
    "path": ["nodes", 1, "name"],
    "locations": [{"line": 2, "column": 3}],
    "extensions": {"code": "FORBIDDEN", "retry": False},
}


def refusing(status: int, **content: Any) -> Wire:
    """A wire whose answer has this status."""
    return Wire(lambda _: httpx.Response(status, **content))


def test_errors_have_code_path_places_and_extensions(call: Caller, package: ModuleType) -> None:
    """An answer with errors is raised with each of them in full."""
    with pytest.raises(package.GraphQLResponseError) as caught:
        call(answering({"nodes": [None]}, errors=[ERROR, {"message": "No."}]), "get_nodes", ids=[])
    first, second = caught.value.errors
    assert first.message == "You may not see agents."
    assert first.code == "FORBIDDEN"
    assert first.path == ("nodes", 1, "name")
    assert first.locations == ((2, 3),)
    assert first.extensions == {"code": "FORBIDDEN", "retry": False}
    assert (second.code, second.path, second.locations, second.extensions) == (None, (), (), {})
    assert caught.value.codes == {"FORBIDDEN"}
    assert str(caught.value) == "You may not see agents. [FORBIDDEN] at nodes.1.name\nNo."


def test_partial_data_stays_at_hand(call: Caller, package: ModuleType) -> None:
    """What came besides the errors is in `data` and fits the model if nullable fields failed."""
    data = {"nodes": [None, {"__typename": "Agent", "id": "a"}]}
    with pytest.raises(package.GraphQLResponseError) as caught:
        call(answering(data, errors=[ERROR]), "get_nodes", ids=[])
    assert caught.value.data == data
    assert package.GetNodes.model_validate(caught.value.data).nodes[1].id == "a"


@pytest.mark.parametrize("status", [400, 401, 500])
def test_graphql_errors_count_whatever_the_status(
    call: Caller, package: ModuleType, status: int
) -> None:
    """Errors in a GraphQL answer are raised as such even if the status is an error too."""
    wire = refusing(status, json={"errors": [{"message": "Sign in.", "extensions": None}]})
    with pytest.raises(package.GraphQLResponseError, match=r"Sign in\.") as caught:
        call(wire, "get_nodes", ids=[])
    assert caught.value.response.status_code == status
    assert caught.value.data is None


@pytest.mark.parametrize(
    "content",
    [{"text": "<h1>Bad gateway</h1>"}, {"json": {"detail": "down"}}, {"json": []}],
)
def test_refusals_that_are_not_graphql_have_status_and_body(
    call: Caller, package: ModuleType, content: dict[str, Any]
) -> None:
    """An HTTP error tells status, URL and the beginning of the body."""
    with pytest.raises(package.HttpError) as caught:
        call(refusing(502, **content), "get_nodes", ids=[])
    assert caught.value.status_code == 502
    assert str(caught.value).startswith(
        "HTTP 502 Bad Gateway from POST https://api.example/graphql: "
    )


def test_messages_keep_no_secrets_and_stay_short(package: ModuleType) -> None:
    """A message has neither password nor query of the URL, and only the beginning of the body."""
    wire = refusing(503, text="x" * 10_000)
    transport = httpx.MockTransport(wire)
    url = "https://user:secret@api.example/graphql?key=secret"
    with (
        package.Client(url, token="secret", transport=transport) as client,
        pytest.raises(package.HttpError) as caught,
    ):
        client.get_nodes(ids=[])
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"text": "hello"}, "No GraphQL response"),
        ({"json": [1]}, "No GraphQL response"),
        ({"json": {"data": None}}, "Neither data nor errors"),
        ({"json": {"data": [1]}}, "'data' is not an object"),
        ({"json": {"errors": "no"}}, "'errors' is not a list of objects"),
        ({"json": {"errors": ["no"]}}, "'errors' is not a list of objects"),
    ],
)
def test_answers_that_are_not_graphql_are_refused(
    call: Caller, package: ModuleType, content: dict[str, Any], reason: str
) -> None:
    """A successful status does not make an answer GraphQL."""
    with pytest.raises(package.InvalidResponseError) as caught:
        call(refusing(200, **content), "get_nodes", ids=[])
    assert caught.value.reason == reason


def test_data_that_does_not_fit_names_model_and_place(call: Caller, package: ModuleType) -> None:
    """Data of another schema is refused with the model and the first place that does not fit."""
    with pytest.raises(package.InvalidResponseError) as caught:
        call(answering({"nodes": [{"__typename": "Agent"}]}), "get_nodes", ids=[])
    assert "does not fit GetNodes at 'nodes.0.id' (Field required)" in str(caught.value)


def test_malformed_parts_of_an_error_are_passed_over(call: Caller, package: ModuleType) -> None:
    """An error whose parts are not as specified is still told with its message."""
    odd = {"message": "No.", "path": "a", "locations": [1, {"line": 1}], "extensions": []}
    with pytest.raises(package.GraphQLResponseError) as caught:
        call(answering(None, errors=[odd]), "get_nodes", ids=[])
    assert caught.value.errors == (package.ErrorDetail("No."),)


@pytest.mark.parametrize("kind", [httpx.ConnectError, httpx.ReadTimeout, httpx.DecodingError])
def test_failed_connections_are_errors_of_the_client(
    call: Caller, package: ModuleType, kind: Callable[[str], httpx.RequestError]
) -> None:
    """No answer at all is a TransportError that says what happened and keeps its cause."""

    def fail(_: httpx.Request) -> httpx.Response:
        raise kind("nobody there")

    with pytest.raises(package.TransportError, match="nobody there") as caught:
        call(Wire(fail), "get_nodes", ids=[])
    assert isinstance(caught.value.__cause__, httpx.RequestError)


def test_every_error_is_an_error_of_the_client(package: ModuleType) -> None:
    """One `except ClientError` catches whatever an answer may bring."""
    names = ("GraphQLResponseError", "HttpError", "InvalidResponseError", "TransportError")
    assert all(issubclass(getattr(package, name), package.ClientError) for name in names)
