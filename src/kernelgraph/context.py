"""What a request brings along to its resolvers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernelgraph.auth.viewer import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from graphwright.runtime import ApiError


@dataclass(frozen=True, slots=True)
class RequestContext:
    """The state of one request; nothing in it changes while the request runs."""

    identity: Viewer | Callable[[], ApiError]
    """Who asks, or the error that whatever needs to know answers with."""

    @property
    def viewer(self) -> Viewer:
        """Who asks; raises the error of the identity if nobody is signed in."""
        if isinstance(self.identity, Viewer):
            return self.identity
        raise self.identity()

    @property
    def expires_at(self) -> datetime | None:
        """From when on the token is not accepted any more; null if there is none that is."""
        return self.identity.expires_at if isinstance(self.identity, Viewer) else None
