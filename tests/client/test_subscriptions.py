"""Subscriptions of both clients: what they ask for, what they give, and how they end."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import httpx
import pytest
from tests.client.conftest import URL, Wire
from tests.client.sample_client import request_for

from graphwright.client import OperationFile, render_client
from graphwright.emit import format_files

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
    from types import ModuleType

KERNEL_ID = UUID("6f1c7a52-9c53-4a0e-8c7b-2f6f0d0a4e11")
KERNEL: dict[str, Any] = {
    "id": "S2VybmVsOjE=",
    "rowId": str(KERNEL_ID),
    "status": "RUNNING",
    "createdAt": None,
    "occupied": "1",
    "agent": None,
}
CHANGED = {"data": {"kernelChanged": KERNEL}}
ERROR = {"message": "No agent.", "path": ["kernelChanged", "agent"], "extensions": {"code": "GONE"}}
PING = b":\n\n"
COMPLETE = b"event: complete\ndata:\n\n"


def following(answer: object) -> bytes:
    """An event with an answer."""
    return f"event: next\ndata: {json.dumps(answer)}\n\n".encode()


@dataclass(slots=True)
class Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a stream, for either client; an error in it is raised."""

    pieces: Iterable[bytes | Exception]
    taken: int = 0
    is_closed: bool = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            self.taken += 1
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.is_closed = True

    async def aclose(self) -> None:
        self.is_closed = True


def streaming(*pieces: bytes | Exception, kind: str = "text/event-stream") -> tuple[Wire, Stream]:
    """A wire that answers with a stream, and that stream."""
    stream = Stream(pieces)
    headers = {"content-type": kind}
    return Wire(lambda _: httpx.Response(200, headers=headers, stream=stream)), stream


@dataclass(frozen=True, slots=True)
class Follower:
    """Follows a kernel by one of the clients, up to so many events."""

    package: ModuleType
    is_async: bool
    seen: list[Any] = field(default_factory=list[Any])

    def __call__(
        self, wire: Wire, most: int = 100, options: Mapping[str, Any] | None = None
    ) -> list[Any]:
        """The events, which are in `seen` too if something is raised after them."""
        settings: dict[str, Any] = {"transport": httpx.MockTransport(wire), **(options or {})}
        if self.is_async:
            asyncio.run(self._follow_async(settings, most))
        else:
            self._follow(settings, most)
        return self.seen

    def _follow(self, settings: Mapping[str, Any], most: int) -> None:
        with (
            self.package.Client(URL, **settings) as client,
            closing(client.watch_kernel(id=KERNEL_ID)) as events,
        ):
            while len(self.seen) < most and (event := next(events, None)):
                self.seen.append(event)

    async def _follow_async(self, settings: Mapping[str, Any], most: int) -> None:
        async with (
            self.package.AsyncClient(URL, **settings) as client,
            aclosing(client.watch_kernel(id=KERNEL_ID)) as events,
        ):
            while len(self.seen) < most and (event := await anext(events, None)):
                self.seen.append(event)


@pytest.fixture(params=["blocking", "asyncio"])
def follow(package: ModuleType, request: pytest.FixtureRequest) -> Follower:
    """A follower by the blocking client, then by the one for asyncio."""
    return Follower(package, is_async=request.param == "asyncio")


METHOD = '''
    def watch_kernel(
        self, *, id: UUID, with_data: bool | UnsetType = UNSET
    ) -> {stream}[WatchKernel]:
        """A kernel, each time that it changes."""
        from .watch_kernel import WatchKernel

        return self.get_results(
            self.subscribe(
                WATCH_KERNEL,
                operation_name="WatchKernel",
                variables={{"id": id, "withData": with_data}},
            ),
            WatchKernel,
        )
'''


@pytest.mark.parametrize(
    ("module", "stream"), [("client", "EventStream"), ("async_client", "AsyncEventStream")]
)
def test_a_subscription_is_a_method_that_returns_a_stream(
    sample_files: Mapping[str, str], module: str, stream: str
) -> None:
    """The method is alike in both clients, but for the kind of its stream."""
    text = sample_files[f"sample_client/{module}.py"]
    assert METHOD.format(stream=stream) in text
    assert f"import {stream.replace('EventStream', 'BaseClient')}, {stream}\n" in text


def test_a_client_may_have_nothing_but_subscriptions() -> None:
    """Then its README shows no call, and a name that the client has already gets another."""
    text = "subscription Subscribe($id: UUID!) { kernelChanged(id: $id) { id } }"
    files = render_client(request_for(OperationFile("1.graphql", text)))
    assert (
        "    def subscribe_(self, *, id: UUID) -> EventStream[Subscribe]:"
        in (files["sample_client/client.py"])
    )
    assert '"""Each answer to the subscription `Subscribe`."""' in files["sample_client/client.py"]
    assert "client.subscribe_(id=…):" in files["README.md"]
    assert "Blocking" not in files["README.md"]
    assert format_files(files) == files


def test_a_subscription_asks_for_a_stream_of_events(follow: Follower) -> None:
    """The request is that of any operation, save that it accepts nothing but events."""
    wire, _ = streaming(COMPLETE)
    assert follow(wire, options={"token": "t", "headers": {"Accept": "text/html"}}) == []
    (request,) = wire.requests
    assert request.method == "POST"
    assert request.headers.get_list("accept") == ["text/event-stream"]
    assert request.headers["authorization"] == "Bearer t"
    assert wire.body["operationName"] == "WatchKernel"
    assert wire.body["variables"] == {"id": str(KERNEL_ID)}


def test_events_are_results_of_the_type_of_the_operation(
    follow: Follower, package: ModuleType
) -> None:
    """Each event is a model, validated as the results of queries are; other events say nothing."""
    wire, _ = streaming(
        PING, following(CHANGED) + PING, b"data: x\n\n", following(CHANGED), COMPLETE
    )
    first, second = follow(wire)
    assert isinstance(first, package.WatchKernel)
    assert first.kernel_changed.row_id == KERNEL_ID
    assert isinstance(first.kernel_changed, package.KernelSummary)
    assert first == second


@pytest.mark.parametrize("kind", ["text/event-stream;charset=utf-8", "Text/Event-Stream ; x=y"])
def test_a_stream_is_known_by_its_type(follow: Follower, kind: str) -> None:
    """Parameters and case of the content type do not matter."""
    assert len(follow(streaming(following(CHANGED), COMPLETE, kind=kind)[0])) == 1


def test_nothing_is_read_after_the_end(follow: Follower) -> None:
    """What completes the stream ends the loop at once, and closes it."""
    wire, stream = streaming(following(CHANGED), COMPLETE + following(CHANGED), PING)
    assert len(follow(wire)) == 1
    assert (stream.taken, stream.is_closed) == (2, True)


def test_leaving_the_loop_closes_the_stream(follow: Follower) -> None:
    """Whoever has seen enough closes what it follows, and with it the connection."""
    wire, stream = streaming(*[following(CHANGED)] * 9)
    assert len(follow(wire, most=2)) == 2
    assert (stream.taken, stream.is_closed) == (2, True)


def test_nothing_is_sent_before_the_first_event_is_asked_for(follow: Follower) -> None:
    """A stream that nobody asks for anything sends nothing."""
    wire, _ = streaming(COMPLETE)
    assert follow(wire, most=0) == []
    assert wire.requests == []


def test_an_event_with_errors_is_raised_with_what_came_besides(
    follow: Follower, package: ModuleType
) -> None:
    """Errors in an event are those of any answer; who lets them through leaves the stream."""
    wire, stream = streaming(
        following(CHANGED), following({**CHANGED, "errors": [ERROR]}), following(CHANGED)
    )
    with pytest.raises(package.GraphQLResponseError) as caught:
        follow(wire)
    assert len(follow.seen) == 1
    assert str(caught.value) == "No agent. [GONE] at kernelChanged.agent"
    assert caught.value.codes == {"GONE"}
    assert caught.value.data == CHANGED["data"]
    assert stream.is_closed


WITH_BAD_EVENTS = (
    following(CHANGED),
    following({"errors": [ERROR]}),
    following({"data": {}}),
    following(CHANGED),
    COMPLETE,
)
SEEN = ["WatchKernel", "GraphQLResponseError", "InvalidResponseError", "WatchKernel"]


def test_a_loop_may_be_taken_up_after_a_bad_event(package: ModuleType) -> None:
    """What is wrong with an event is raised in its place, and those behind it still come."""
    wire, stream = streaming(*WITH_BAD_EVENTS)
    seen: list[str] = []

    def note(event: object) -> None:
        seen.append(type(event).__name__)

    with (
        package.Client(URL, transport=httpx.MockTransport(wire)) as client,
        client.watch_kernel(id=KERNEL_ID) as events,
    ):
        while not stream.is_closed:
            try:
                for event in events:
                    note(event)
            except package.ClientError as error:
                note(error)
    assert (seen, len(wire.requests)) == (SEEN, 1)


async def test_a_loop_of_asyncio_may_be_taken_up_too(package: ModuleType) -> None:
    """Its iterator goes on as the blocking one does."""
    wire, stream = streaming(*WITH_BAD_EVENTS)
    seen: list[str] = []

    def note(event: object) -> None:
        seen.append(type(event).__name__)

    async with (
        package.AsyncClient(URL, transport=httpx.MockTransport(wire)) as client,
        client.watch_kernel(id=KERNEL_ID) as events,
    ):
        while not stream.is_closed:
            try:
                async for event in events:
                    note(event)
            except package.ClientError as error:
                note(error)
    assert (seen, len(wire.requests)) == (SEEN, 1)


def test_a_loop_that_is_left_without_closing_ends_its_stream(package: ModuleType) -> None:
    """As soon as nobody holds the iterator any more, also when an error left the loop."""
    for pieces in ([following(CHANGED)] * 3, [following({"errors": [ERROR]})] * 3):
        wire, stream = streaming(*pieces)
        with package.Client(URL, transport=httpx.MockTransport(wire)) as client:
            try:
                for _ in client.watch_kernel(id=KERNEL_ID):
                    break
            except package.GraphQLResponseError:
                pass
            assert (stream.taken, stream.is_closed) == (1, True)


def test_events_may_be_taken_unread(package: ModuleType) -> None:
    """Then each is read by itself, and errors in one do not end the stream."""
    wire, _ = streaming(following({"errors": [ERROR]}), following(CHANGED), COMPLETE)
    operations = __import__(f"{package.__name__}.operations", fromlist=["operations"])
    with package.Client(URL, transport=httpx.MockTransport(wire)) as client:
        first, second = client.subscribe(operations.WATCH_KERNEL, variables={"id": KERNEL_ID})
        with pytest.raises(package.GraphQLResponseError):
            client.get_result(first, package.WatchKernel)
        assert client.get_result(second, package.WatchKernel).kernel_changed.row_id == KERNEL_ID


@pytest.mark.parametrize(
    ("pieces", "message"),
    [
        ([], "The stream ended before it was complete."),
        ([COMPLETE.removesuffix(b"\n")], "The stream ended before it was complete."),
        ([httpx.ReadError("reset")], "ReadError: reset"),
        ([httpx.ReadTimeout("")], "ReadTimeout: nothing came for 60 seconds"),
    ],
)
def test_a_stream_that_breaks_is_an_error(
    follow: Follower, package: ModuleType, pieces: list[bytes | Exception], message: str
) -> None:
    """What is not completed has failed, after the events that came."""
    wire, stream = streaming(following(CHANGED), *pieces)
    with pytest.raises(package.TransportError) as caught:
        follow(wire)
    assert str(caught.value) == message
    assert len(follow.seen) == 1
    assert stream.is_closed


def test_no_connection_is_an_error(follow: Follower, package: ModuleType) -> None:
    """A server that is not there is told as for any operation."""

    def fail(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("nobody there")

    with pytest.raises(package.TransportError, match="ConnectTimeout: nobody there"):
        follow(Wire(fail))


@pytest.mark.parametrize(
    ("response", "error", "message"),
    [
        (lambda: httpx.Response(401, json={"errors": [ERROR]}), "GraphQLResponseError", "No agent"),
        (lambda: httpx.Response(200, json={"errors": [ERROR]}), "GraphQLResponseError", "No agent"),
        (lambda: httpx.Response(413, text="too long"), "HttpError", "HTTP 413 .* too long"),
        (lambda: httpx.Response(503, text="try later"), "HttpError", "HTTP 503 .* try later"),
        (
            lambda: httpx.Response(
                500, text=":\n\n", headers={"content-type": "text/event-stream"}
            ),
            "HttpError",
            "HTTP 500",
        ),
        (
            lambda: httpx.Response(200, json=CHANGED),
            "InvalidResponseError",
            "One answer instead of a stream of events from POST https://api.example/graphql",
        ),
        (lambda: httpx.Response(200, text="<h1>"), "InvalidResponseError", "No GraphQL response"),
    ],
)
def test_an_answer_that_is_no_stream_is_read_as_any_other(
    follow: Follower,
    package: ModuleType,
    response: Callable[[], httpx.Response],
    error: str,
    message: str,
) -> None:
    """Refusals before the stream are the errors that queries raise; one answer is not a stream."""
    with pytest.raises(getattr(package, error), match=message):
        follow(Wire(lambda _: response()))


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (b"event: next\ndata: {\n\n", "No GraphQL response"),
        (b"event: next\ndata:\n\n", "No GraphQL response"),
        (following({"data": None}), "Neither data nor errors"),
        (following({"data": {}}), r"fit WatchKernel at 'kernelChanged' \(Field required\)"),
    ],
)
def test_an_event_that_does_not_fit_is_refused(
    follow: Follower, package: ModuleType, event: bytes, message: str
) -> None:
    """An event is held to what an answer is held to, and is shown in the message."""
    wire, stream = streaming(event, COMPLETE)
    with pytest.raises(package.InvalidResponseError, match=message):
        follow(wire)
    assert stream.is_closed


@pytest.mark.parametrize(
    ("options", "connect", "silence"),
    [
        ({}, 30, 60),
        ({"timeout": 5}, 5, 60),
        ({"timeout": httpx.Timeout(7, connect=2), "stream_timeout": 9}, 2, 9),
        ({"stream_timeout": None}, 30, None),
    ],
)
def test_a_stream_may_be_silent_for_longer_than_an_answer_may_take(
    follow: Follower, options: dict[str, Any], connect: float, silence: float | None
) -> None:
    """The timeout of reading is the stream's own; the others are those of all requests."""
    wire, _ = streaming(COMPLETE)
    follow(wire, options=options)
    timeout = wire.requests[0].extensions["timeout"]
    assert (timeout["connect"], timeout["read"]) == (connect, silence)
