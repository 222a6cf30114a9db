"""Live statistics from Prometheus, or from what speaks its HTTP API."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from kernelgraph.livestat.converter import convert
from kernelgraph.livestat.deadline import Deadline
from kernelgraph.livestat.errors import SourceError
from kernelgraph.livestat.matrix import read_kernel_ids, read_matrix
from kernelgraph.livestat.promql import chunks, kernels_query, samples_query
from kernelgraph.livestat.reading import Failure, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from kernelgraph.livestat.catalogue import Catalogue
    from kernelgraph.livestat.client import PrometheusClient
    from kernelgraph.livestat.flaws import Flaw, NoteFlaw
    from kernelgraph.livestat.instruments import Instruments
    from kernelgraph.livestat.reading import LiveStat, Outcome
    from kernelgraph.livestat.settings import PrometheusSettings

logger = logging.getLogger(__name__)

T = TypeVar("T")


class PrometheusSource:
    """Asks for kernels in chunks, a bounded number of them at once; a chunk fails for itself."""

    def __init__(
        self,
        client: PrometheusClient,
        settings: PrometheusSettings,
        catalogue: Catalogue,
        instruments: Instruments,
        *,
        evaluate_at: Callable[[], float] | None = None,
    ) -> None:
        self._client = client
        self._settings = settings
        self._catalogue = catalogue
        self._instruments = instruments
        self._evaluate_at = evaluate_at
        self._turns = asyncio.Semaphore(settings.concurrency)
        # Several answers read at once would fight for one interpreter and hold more memory.
        self._reading = asyncio.Lock()

    @property
    def name(self) -> str:
        """Where it is; without the user that the URL may name."""
        parts = urlsplit(self._settings.url)
        place = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        return f"Prometheus at {place.geturl()}"

    async def fetch(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, Outcome]:
        """What became of each id; all chunks together take no longer than the batch may."""
        deadline = Deadline(self._settings.batch_timeout)
        time = self._time()
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._chunk(chunk, time, deadline))
                for chunk in chunks(kernel_ids, self._settings.query)
            ]
        return {
            kernel_id: outcome for task in tasks for kernel_id, outcome in task.result().items()
        }

    async def kernel_ids(self) -> Sequence[UUID]:
        """The kernels that have samples in the window."""
        deadline = Deadline(self._settings.batch_timeout)
        query = kernels_query(self._settings.query)
        return await self._ask(query, self._time(), deadline, read_kernel_ids)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    def _time(self) -> float | None:
        return None if self._evaluate_at is None else self._evaluate_at()

    async def _chunk(
        self, kernel_ids: Sequence[UUID], time: float | None, deadline: Deadline
    ) -> Mapping[UUID, Outcome]:
        query = samples_query(kernel_ids, self._settings.query)
        try:
            stats = await self._ask(query, time, deadline, self._read)
        except SourceError as error:
            return dict.fromkeys(kernel_ids, Unavailable(error.failure))
        deadline.answered(len(kernel_ids))
        return {kernel_id: stats.get(kernel_id) for kernel_id in kernel_ids}

    async def _ask(
        self,
        query: str,
        time: float | None,
        deadline: Deadline,
        read: Callable[[bytes, NoteFlaw], T],
    ) -> T:
        """The answer as `read` reads it, off the event loop because it may be long."""
        started = perf_counter()
        flaws: Counter[Flaw] = Counter()
        try:
            async with deadline.kept(), self._turns:
                body = await self._client.query(query, time)
                async with self._reading:
                    return await asyncio.to_thread(read, body, lambda flaw: flaws.update((flaw,)))
        except TimeoutError as error:
            raise self._failed(SourceError(Failure.TIMED_OUT, "the batch took too long")) from error
        except SourceError as error:
            raise self._failed(error) from error
        finally:
            self._instruments.query(perf_counter() - started)
            self._instruments.flaws(flaws)

    def _failed(self, error: SourceError) -> SourceError:
        logger.warning("live statistics not available: %s", error)
        self._instruments.failure(error.failure)
        return error

    def _read(self, body: bytes, note: NoteFlaw) -> Mapping[UUID, LiveStat | None]:
        return convert(read_matrix(body, note), self._catalogue)
