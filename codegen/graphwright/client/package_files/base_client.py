"""The client without its operations, blocking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self

import httpx

from .event_stream import (
    DEFAULT_STREAM_TIMEOUT,
    EVENT_STREAM,
    Answers,
    is_event_stream,
    with_silence,
)
from .exceptions import TransportError
from .wire import (
    ModelT,
    encode_request,
    read_data,
    read_result,
    refuse_stream,
    request_headers,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from types import TracebackType

DEFAULT_TIMEOUT = 30.0


class EventStream(Iterator[ModelT]):
    """The events of a subscription as they come, each as a model.

    What is wrong with an event is raised in its place and does not end the stream: whoever catches
    that may ask for the next one. Use it in a `with` statement, or close it.
    """

    def __init__(self, answers: Generator[httpx.Response], model: type[ModelT]) -> None:
        self._answers = answers
        self._model = model

    def __next__(self) -> ModelT:
        """The next event. Raises what `subscribe` raises, and of the event what `get_result` does."""
        return read_result(next(self._answers), self._model)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the subscription."""
        self._answers.close()


class BaseClient:
    """Sends operations to one GraphQL endpoint. Use it in a `with` statement, or close it.

    `token` is sent as a bearer's; `headers` go with every request. `timeout` is in seconds, or an
    `httpx.Timeout`; without it, that of `http_client` holds, or else 30 seconds. An `http_client`
    stays its owner's: it shares a pool of connections and is not closed here.

    Servers send heartbeats while there is nothing to tell; a subscription that has been silent for
    `stream_timeout` seconds is given up, or never if that is None. Its connection has to be there
    within `timeout`, like others.
    """

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        token: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        stream_timeout: float | None = DEFAULT_STREAM_TIMEOUT,
        http_client: httpx.Client | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        if http_client is not None and transport is not None:
            raise ValueError("Give http_client or transport, not both.")
        own = timeout if http_client is None or timeout is not None else http_client.timeout
        self._url = url
        self._headers = request_headers(headers, token)
        self._timeout = httpx.Timeout(DEFAULT_TIMEOUT if own is None else own)
        self._stream_timeout = with_silence(self._timeout, stream_timeout)
        self._closes = http_client is None
        self._http = http_client or httpx.Client(transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections, unless they belong to an `http_client` that was given."""
        if self._closes:
            self._http.close()

    def execute(
        self,
        query: str,
        *,
        operation_name: str | None = None,
        variables: Mapping[str, object] | None = None,
    ) -> httpx.Response:
        """The answer to any operation, unread; `get_data` reads it.

        Raises TransportError when there is none.
        """
        content = encode_request(query, operation_name, variables)
        try:
            return self._http.post(
                self._url, content=content, headers=self._headers, timeout=self._timeout
            )
        except httpx.RequestError as error:
            raise TransportError(f"{type(error).__name__}: {error}") from error

    def subscribe(
        self,
        query: str,
        *,
        operation_name: str | None = None,
        variables: Mapping[str, object] | None = None,
    ) -> Generator[httpx.Response]:
        """The answers to a subscription as they come, unread; `get_result` reads each.

        The request is sent when the first one is asked for, and the stream is closed with the
        generator. Raises TransportError when there is no stream or it breaks, and what `get_data`
        raises when the server answers with something else.
        """
        content = encode_request(query, operation_name, variables)
        headers = {**self._headers, "accept": EVENT_STREAM}
        try:
            with self._http.stream(
                "POST", self._url, content=content, headers=headers, timeout=self._stream_timeout
            ) as response:
                if not is_event_stream(response):
                    response.read()
                    refuse_stream(response)
                answers = Answers(response)
                for chunk in response.iter_bytes():
                    yield from answers.feed(chunk)
                    if answers.are_complete:
                        return
        except httpx.ReadTimeout as error:
            silence = f"nothing came for {self._stream_timeout.read:g} seconds"
            raise TransportError(f"ReadTimeout: {silence}") from error
        except httpx.RequestError as error:
            raise TransportError(f"{type(error).__name__}: {error}") from error
        raise TransportError("The stream ended before it was complete.")

    def get_data(self, response: httpx.Response) -> dict[str, Any]:
        """The `data` of an answer.

        Raises GraphQLResponseError, HttpError or InvalidResponseError.
        """
        return read_data(response)

    def get_result(self, response: httpx.Response, model: type[ModelT]) -> ModelT:
        """The `data` of an answer as `model`.

        Raises GraphQLResponseError, HttpError or InvalidResponseError.
        """
        return read_result(response, model)

    def get_results(
        self, answers: Generator[httpx.Response], model: type[ModelT]
    ) -> EventStream[ModelT]:
        """The `data` of each answer to a subscription as `model`."""
        return EventStream(answers, model)
