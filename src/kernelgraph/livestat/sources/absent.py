"""No source: nothing is known of running kernels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from kernelgraph.livestat.reading import Outcome


class AbsentSource:
    """Stands where no source was given; it says of each kernel that it knows nothing."""

    name = "none"

    async def fetch(self, kernel_ids: Sequence[UUID]) -> Mapping[UUID, Outcome]:
        """Null for each id."""
        return dict.fromkeys(kernel_ids)

    async def kernel_ids(self) -> Sequence[UUID]:
        """No kernels."""
        return ()

    async def aclose(self) -> None:
        """Nothing is held."""
