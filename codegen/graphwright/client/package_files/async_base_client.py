"""The client without its operations, for asyncio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import httpx

from .exceptions import TransportError
from .wire import ModelT, encode_request, read_data, read_result, request_headers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

DEFAULT_TIMEOUT = 30.0


class AsyncBaseClient:
    """Sends operations to one GraphQL endpoint. Use it in an `async with` statement, or close it.

    `token` is sent as a bearer's; `headers` go with every request. `timeout` is in seconds, or an
    `httpx.Timeout`; without it, that of `http_client` holds, or else 30 seconds. An `http_client`
    stays its owner's: it shares a pool of connections and is not closed here.
    """

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        token: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        http_client: httpx.AsyncClient | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        if http_client is not None and transport is not None:
            raise ValueError("Give http_client or transport, not both.")
        own = timeout if http_client is None or timeout is not None else http_client.timeout
        self._url = url
        self._headers = request_headers(headers, token)
        self._timeout = httpx.Timeout(DEFAULT_TIMEOUT if own is None else own)
        self._closes = http_client is None
        self._http = http_client or httpx.AsyncClient(transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections, unless they belong to an `http_client` that was given."""
        if self._closes:
            await self._http.aclose()

    async def execute(
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
            return await self._http.post(
                self._url, content=content, headers=self._headers, timeout=self._timeout
            )
        except httpx.RequestError as error:
            raise TransportError(f"{type(error).__name__}: {error}") from error

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
