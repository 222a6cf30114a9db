"""Speaks the HTTP API of Prometheus: one pooled client, bounded in time and size."""

from __future__ import annotations

import asyncio
import logging
import random
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import httpx

from kernelgraph.livestat.errors import SourceError
from kernelgraph.livestat.reading import Failure
from kernelgraph.livestat.tls import ssl_context

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from kernelgraph.livestat.settings import PrometheusSettings

logger = logging.getLogger(__name__)

_LOGGED_BYTES: Final = 300


@dataclass(frozen=True, slots=True)
class Chance:
    """What a retry waits with: a pause, and a number from 0 to 1 to spread pauses by."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random


class PrometheusClient:
    """Runs instant queries and returns the bytes of their answers."""

    def __init__(
        self,
        settings: PrometheusSettings,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        chance: Chance | None = None,
    ) -> None:
        self._settings = settings
        self._chance = chance or Chance()
        self._http = _http_client(settings, transport)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def query(self, expression: str, time: float | None = None) -> bytes:
        """The answer to an instant query, at this Unix time or else at the server's own.

        Tried again once, after a pause, if the connection fails or the server says that it is
        not available. Raises `SourceError`.
        """
        form = {"query": expression}
        if time is not None:
            form["time"] = f"{time:.3f}"
        try:
            return await self._post(form)
        except _Passing as error:
            delay = self._settings.retry_delay * (0.5 + self._chance.random())
            logger.info("query of live statistics tried again in %.3f s: %s", delay, error)
            await self._chance.sleep(delay)
        return await self._post(form)

    async def _post(self, form: dict[str, str]) -> bytes:
        try:
            async with self._http.stream("POST", "api/v1/query", data=form) as response:
                if response.status_code != HTTPStatus.OK:
                    raise await _refusal(response)
                return await self._read(response)
        except httpx.TimeoutException as error:
            raise SourceError(Failure.TIMED_OUT, _describe(error)) from error
        except httpx.TransportError as error:
            raise _Passing(Failure.UNREACHABLE, _describe(error)) from error

    async def _read(self, response: httpx.Response) -> bytes:
        """The body, read only as far as an answer may go; encoded ones could unpack to any size."""
        if response.headers.get("content-encoding", "identity") != "identity":
            raise SourceError(Failure.MALFORMED, "the answer is encoded, unasked")
        body = bytearray()
        async for part in response.aiter_raw():
            body += part
            if len(body) > self._settings.max_answer_bytes:
                raise SourceError(Failure.TOO_LARGE, f"more than {len(body)} bytes")
        return bytes(body)


class _Passing(SourceError):
    """A failure that may be gone a moment later."""


async def _refusal(response: httpx.Response) -> SourceError:
    status = response.status_code
    detail = f"HTTP {status} {await _beginning(response)!r}"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return _Passing(Failure.BROKEN, detail)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return SourceError(Failure.BROKEN, detail)
    return SourceError(Failure.REFUSED, detail)


async def _beginning(response: httpx.Response) -> bytes:
    """The first part of a body, for the log."""
    async for part in response.aiter_raw(_LOGGED_BYTES):
        return part
    return b""


def _describe(error: httpx.TransportError) -> str:
    return f"{type(error).__name__} {error}".rstrip()


def _http_client(
    settings: PrometheusSettings, transport: httpx.AsyncBaseTransport | None
) -> httpx.AsyncClient:
    headers = {"Accept-Encoding": "identity"}
    if settings.bearer_token is not None:
        headers["Authorization"] = f"Bearer {settings.bearer_token}"
    if settings.tenant is not None:
        headers["X-Scope-OrgID"] = settings.tenant
    username = settings.username
    return httpx.AsyncClient(
        base_url=settings.url,
        headers=headers,
        auth=None if username is None else httpx.BasicAuth(username, settings.password),
        verify=ssl_context(settings.tls),
        # The batch as a whole bounds the wait for a connection.
        timeout=httpx.Timeout(
            settings.read_timeout, connect=settings.connect_timeout, pool=settings.batch_timeout
        ),
        limits=httpx.Limits(
            max_connections=settings.concurrency, max_keepalive_connections=settings.concurrency
        ),
        # Proxies of the environment are for the world outside of the cluster.
        trust_env=False,
        transport=transport,
    )
