"""Tokens that have been accepted, so that not every request has its signature checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kernelgraph.auth.keys import Key
    from kernelgraph.auth.viewer import Viewer

_MOST: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedToken:
    """What a token said when it was accepted, and what has to hold for it to be so again."""

    viewer: Viewer
    header: Mapping[str, object]
    key: Key
    begins: float
    """From when on it is good, in seconds since 1970; the leeway is not in it."""
    ends: float
    """From when on it is not."""

    def is_good(self, key: Key, now: float, leeway: float) -> bool:
        """Whether it would be accepted again if `key` is what tokens like it are checked with."""
        return key == self.key and self.begins <= now + leeway and self.ends > now - leeway


class AcceptedTokens:
    """The tokens that were used last. What is refused is not kept, so nobody can fill it up."""

    def __init__(self) -> None:
        self._by_text: dict[str, AcceptedToken] = {}

    def find(self, token: str) -> AcceptedToken | None:
        """What is known of a token."""
        found = self._by_text.pop(token, None)
        if found is not None:
            self._by_text[token] = found
        return found

    def keep(self, token: str, accepted: AcceptedToken) -> None:
        """Remember a token, in place of the one that was not used for longest."""
        self._by_text[token] = accepted
        if len(self._by_text) > _MOST:
            del self._by_text[next(iter(self._by_text))]
