"""What every source of live statistics can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from kernelgraph.livestat.reading import Outcome


class LiveStatSource(Protocol):
    """A place that knows what kernels use at the moment."""

    @property
    def name(self) -> str:
        """What it is, for people: for instance `Prometheus at http://127.0.0.1:9090`."""
        ...

    async def fetch(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, Outcome]:
        """What became of each id, in bounded time; failures are outcomes and never raised."""
        ...

    async def kernel_ids(self) -> Sequence[UUID]:
        """The kernels that it knows, in the order of their ids; raises `SourceError`."""
        ...

    async def aclose(self) -> None:
        """Give back what it holds."""
        ...
