"""Live statistics from the Valkey or Redis that agents wrote to before there was Prometheus.

The key is the id of the kernel, the value a msgpack map in the wire shape, usually with only some
of the `stats.*` figures.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, Protocol, cast
from urllib.parse import urlsplit
from uuid import UUID

import msgpack
from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError
from redis.exceptions import TimeoutError as RedisTimeoutError

from kernelgraph.livestat.errors import SourceError
from kernelgraph.livestat.flaws import Flaw
from kernelgraph.livestat.reading import Failure, Unavailable
from kernelgraph.livestat.wire import from_wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.reading import LiveStat, Outcome
    from kernelgraph.livestat.settings import LegacySettings

logger = logging.getLogger(__name__)

_ID_LENGTH: Final = 36
_VALKEY: Final = re.compile("^valkey(?=s?://)")


class LegacyStore(Protocol):
    """The commands that are used of the store."""

    async def mget(self, keys: Sequence[str]) -> Sequence[bytes | None]:
        """The value of each key."""
        ...

    def scan_iter(self, match: str, count: int) -> AsyncIterator[bytes]:
        """All keys that match."""
        ...

    async def aclose(self) -> None:
        """Close all connections."""
        ...


class _Opener(Protocol):
    """The part of `Redis` that opens one; its own types leave some of this open."""

    def from_url(
        self, url: str, *, socket_timeout: float, socket_connect_timeout: float
    ) -> LegacyStore: ...


def open_store(settings: LegacySettings) -> LegacyStore:
    """The store at the URL; it connects when it is first asked."""
    opener = cast("_Opener", Redis)
    return opener.from_url(
        _VALKEY.sub("redis", settings.url),
        socket_timeout=settings.timeout,
        socket_connect_timeout=settings.timeout,
    )


class LegacySource:
    """Reads the values of kernels, some hundreds with one command."""

    def __init__(
        self,
        store: LegacyStore,
        settings: LegacySettings,
        catalogue: Catalogue,
        instruments: Instruments,
    ) -> None:
        self._store = store
        self._settings = settings
        self._catalogue = catalogue
        self._instruments = instruments

    @property
    def name(self) -> str:
        """Where it is; without the user that the URL may name."""
        parts = urlsplit(self._settings.url)
        place = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        return f"legacy store at {place.geturl()}"

    async def fetch(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, Outcome]:
        """What became of each id; all commands together take no longer than the batch may."""
        outcomes: dict[UUID, Outcome] = {}
        size = self._settings.max_keys
        try:
            async with asyncio.timeout(self._settings.timeout):
                for start in range(0, len(kernel_ids), size):
                    outcomes |= await self._chunk(kernel_ids[start : start + size])
        except (TimeoutError, RedisError, OSError) as error:
            failure = _failed(error)
            logger.warning("live statistics not available: %s", failure)
            self._instruments.failure(failure.failure)
            missing = Unavailable(failure.failure)
            return {kernel_id: outcomes.get(kernel_id, missing) for kernel_id in kernel_ids}
        return outcomes

    async def kernel_ids(self) -> Sequence[UUID]:
        """The kernels that have a value."""
        pattern = "-".join("?" * length for length in (8, 4, 4, 4, 12))
        try:
            async with asyncio.timeout(self._settings.timeout):
                keys = [key async for key in self._store.scan_iter(match=pattern, count=1000)]
        except (TimeoutError, RedisError, OSError) as error:
            raise _failed(error) from error
        ids = {_kernel_id(key) for key in keys}
        return sorted(kernel_id for kernel_id in ids if kernel_id is not None)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._store.aclose()

    async def _chunk(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, Outcome]:
        values = await self._store.mget([str(kernel_id) for kernel_id in kernel_ids])
        flaws: Counter[Flaw] = Counter()
        outcomes: dict[UUID, Outcome] = {
            kernel_id: self._decode(value, flaws)
            for kernel_id, value in zip(kernel_ids, values, strict=True)
        }
        self._instruments.flaws(flaws)
        return outcomes

    def _decode(self, value: bytes | None, flaws: Counter[Flaw]) -> LiveStat | None:
        if value is None:
            return None
        try:
            payload: object = msgpack.unpackb(value, strict_map_key=False)
        except (ValueError, TypeError, msgpack.UnpackException):
            flaws[Flaw.PAYLOAD] += 1
            return None
        return from_wire(payload, self._catalogue, lambda flaw: flaws.update((flaw,)))


def _failed(error: Exception) -> SourceError:
    if isinstance(error, TimeoutError | RedisTimeoutError):
        return SourceError(Failure.TIMED_OUT, "the batch took too long")
    if isinstance(error, ResponseError):
        return SourceError(Failure.REFUSED, f"{type(error).__name__}: {error}")
    return SourceError(Failure.UNREACHABLE, f"{type(error).__name__}: {error}")


def _kernel_id(key: bytes) -> UUID | None:
    try:
        return UUID(key.decode()) if len(key) == _ID_LENGTH else None
    except ValueError:
        return None
