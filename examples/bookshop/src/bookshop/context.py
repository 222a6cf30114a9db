"""What every resolver finds at `info.context`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection


@dataclass(frozen=True, slots=True)
class Context:
    """One for each request: what resolvers need of it belongs here."""

    request: HTTPConnection
